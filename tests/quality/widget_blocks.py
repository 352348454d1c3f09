"""Made-up blocks of what pages print around their articles, to be put into clean text.

Written for this measurement, in the manner of news sites, stock pages, forums, blogs and shops, and
independently of dictionaries/en/widgets.phrases. `TUNED` blocks may be looked at when the passes
are changed, `UNSEEN` ones only as figures. "{site}", "{name}", "{number}", "{headline}" and the like
are filled in by chance.
"""
import random

SITES = ["Harbor Ledger", "The Valley Post", "Techmoor", "MarketBeacon", "Northfield Times",
         "GadgetRow", "City Courier", "Stocklane", "OpenDesk Weekly", "The Daily Fern"]
NAMES = ["brickwall77", "MarenK", "J. Okafor", "tinwhistle", "Dana Ruiz", "pvoss", "Old_Salt",
         "Lena Hartmann", "quietfox", "R. Banerjee"]
HEADLINES = ["Why Your Tomatoes Split Before They Ripen", "Ferry Strike Enters Its Third Week",
             "This Startup Wants To Sell You Fog", "Five Lakes Worth A Detour This Summer",
             "Chipmaker Slides After Weak Outlook", "What The New Parking Rules Mean For You",
             "Coach Resigns Days Before Final", "Oil Steadies As Storm Nears Gulf",
             "Museum Returns Bronze Horses After 90 Years", "The Best Rain Jackets We Tested",
             "Senator's Aide Charged In Boat Theft", "Small Banks Brace For Stress Tests"]
TICKERS = [("ORB", "Orbital Foods Inc"), ("TRN", "Trent Rail Holdings"), ("KLP", "Kelp Energy Corp")]
DATES = ["March 3, 2024", "12 Oct 2023", "Aug. 19", "2 hours ago", "3 days ago"]

TUNED = {
    "share bar": ["Share", "Facebook", "Twitter", "LinkedIn", "Email", "Copy link"],
    "share line": ["Share this article: Facebook | Twitter | WhatsApp"],
    "follow": ["Follow {site} on Instagram and Facebook"],
    "loading": ["Loading...", "Loading..."],
    "see also": ["See Also: {headline}"],
    "read next": ["Read Next:", "{headline}", "{headline}"],
    "related list": ["Related Stories", "{headline}", "{headline}", "{headline}"],
    "newsletter box": ["Get {site} in your inbox", "Enter your email", "Subscribe",
                       "By signing up you agree to our Terms of Use and Privacy Policy"],
    "paywall": ["This article is for subscribers only", "Already a subscriber? Log in",
                "Start your free trial"],
    "cookie banner": ["We use cookies to make this site work and to understand how you use it.",
                      "Accept all", "Manage preferences"],
    "ticker card": ["{ticker} Logo", "{ticker}{company}", "${price} {change}%",
                    "Add to Watchlist"],
    "ranking card": ["Rankings", "Momentum", "{score}", "Growth", "{score}", "Value", "{score}"],
    "advertisement": ["Advertisement"],
    "story continues": ["Story continues below advertisement"],
    "forum byline": ["{name}", "Senior Member", "Joined: {date}", "Messages: {number}"],
    "forum buttons": ["Like", "Reply", "Quote", "Report"],
    "forum end": ["Back", "Top"],
    "forum tools": ["You must log in or register to reply here.", "Share:", "Facebook", "Reddit",
                    "Similar threads"],
    "comments": ["Comments", "Be the first to comment", "Sort by: Newest"],
    "breadcrumb": ["Home > News > Local"],
    "menu": ["Home", "News", "Sports", "Opinion", "Weather", "Search"],
    "photo": ["Photo: {name} via Getty Images", "Advertisement"],
    "disclaimer": ["Disclaimer: This story was put together with the help of software and checked "
                   "by an editor.", "Loading..."],
    "tags": ["Tags: ferry, harbor, budget", "Share this:", "Tweet", "Print"],
    "footer": ["© 2024 {site}. All rights reserved.", "Privacy Policy | Terms of Service | Contact"],
    "app": ["Download the {site} app", "Get it on Google Play"],
    "most read": ["Most Read", "1", "{headline}", "2", "{headline}"],
    "market footer": ["Market data provided by {site}", "Quotes delayed at least 15 minutes"],
    "video": ["Watch: {headline}", "Play Video"],
    "donate": ["Support our journalism", "Donate now"],
}

UNSEEN = {
    "icons": ["Share on Facebook", "Share on X", "Share via WhatsApp", "Print this page", "Save"],
    "counts": ["{number} shares", "{number} comments", "{number} views"],
    "you may like": ["You May Also Like", "{headline}", "{headline}"],
    "read more at": ["READ MORE: {headline}"],
    "dont miss": ["Don't Miss: {headline}"],
    "trending": ["Trending Now", "{headline}", "{headline}", "{headline}"],
    "editors": ["Editors' Picks", "{headline}", "{headline}"],
    "sign-up card": ["The {site} Newsletter", "Our best stories, every Friday morning.",
                     "Your email address", "Sign up", "You can unsubscribe at any time."],
    "morning brief": ["Subscribe to our morning briefing", "Sign Up"],
    "member wall": ["Unlock this story", "Become a member for $3 a month", "Sign in",
                    "Create a free account to keep reading"],
    "consent": ["Your privacy", "We and our partners store and access information on your device.",
                "Reject all", "I agree", "Cookie settings"],
    "quote strip": ["{ticker}", "{price}", "{change}%", "Market closed"],
    "stock table": ["{company}", "NYSE: {ticker}", "Previous Close {price}", "Day's Range {price} - {price}",
                    "52 Week Range {price} - {price}", "Volume {number}"],
    "analyst box": ["Stock Score", "{score}", "Unlock full analysis", "Premium members only"],
    "gauge": ["Technical Rating", "Strong Buy", "Buy", "Neutral", "Sell", "Strong Sell"],
    "ad label": ["ADVERTISEMENT", "Scroll to continue"],
    "sponsored": ["Sponsored", "Shop Now", "Sponsored by {company}"],
    "poster": ["{name}", "Well-Known Member", "Posts: {number}", "Location: Leeds"],
    "post tools": ["Click to expand...", "Last edited: {date}", "Reactions: {name} and 3 others"],
    "thread bar": ["Thread starter", "{name}", "Start date", "{date}"],
    "thread pages": ["1", "2", "3", "Next", "Last"],
    "locked": ["Not open for further replies."],
    "reply box": ["Write a reply...", "Post reply"],
    "votes": ["Upvote", "{number}", "Downvote", "Share", "Save"],
    "comment form": ["Leave a Reply", "Your email address will not be published.", "Name *", "Email *",
                     "Post Comment"],
    "comment bar": ["{number} Comments", "Newest first", "Load more comments"],
    "crumbs": ["Home / Business / Markets"],
    "nav": ["Skip to content", "Menu", "Subscribe", "Log In"],
    "sections": ["World", "Politics", "Business", "Tech", "Health", "Entertainment"],
    "credits": ["Image credit: {name} / Shutterstock", "Share this story"],
    "affiliate": ["When you buy through links on our site, we may earn a commission.",
                  "Learn more"],
    "filed": ["Filed under: Transport, Budget", "Posted in News", "Permalink"],
    "imprint": ["About Us", "Contact Us", "Advertise", "Careers", "Privacy Policy",
                "Copyright 2024 {site}"],
    "push": ["Turn on notifications for breaking news", "Not now", "Allow"],
    "popular": ["Popular on {site}", "{headline}", "5 min read"],
    "post nav": ["Previous Post", "{headline}", "Next Post", "{headline}"],
    "player": ["Listen to this article", "4 min", "0:00", "1x"],
    "slideshow": ["View Gallery", "1 of 14", "Next"],
    "shop": ["Add to cart", "In stock", "$19.99", "Check price on Amazon"],
    "back": ["Back to top", "Next article"],
    "author box": ["Follow {name} on Twitter", "See all posts by {name}"],
    "widget failed": ["This content is not available in your region.", "Retry"],
}


def filled(line, dice):
    ticker, company = dice.choice(TICKERS)
    return line.format(
        site=dice.choice(SITES), name=dice.choice(NAMES), headline=dice.choice(HEADLINES),
        ticker=ticker, company=company, date=dice.choice(DATES), number=dice.randint(2, 4800),
        price=f"{dice.uniform(2, 400):.2f}", change=f"{dice.uniform(-6, 6):+.2f}",
        score=f"{dice.uniform(2, 99):.2f}")


def block(blocks, dice: random.Random):
    """The name of one of the blocks, and its lines."""
    name = dice.choice(sorted(blocks))
    return name, [filled(line, dice) for line in blocks[name]]
