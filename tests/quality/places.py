"""Finds places of clean text where a phrase stands, and puts another phrase there."""
import heapq
import re
import typing
import zlib

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[.!?][\"')\]”]*\s+(?=[A-Z\"“(])")
PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
BEFORE, AFTER = " \n(\"“‘", " \n.,;:!?)\"”’"  # what may stand beside a phrase that is a whole term
LONGEST_SENTENCE = 600  # characters; longer ones are mostly lists and tables


class Place(typing.NamedTuple):
    """A sentence with its neighbours, and where the phrase stands in it (characters)."""
    text: str
    begin: int
    end: int


class Finder:
    """Looks for `phrases` in documents. A phrase that is a part of a longer one of `terms`, in
    singular or plural, is not found there. Keeps a few places for each phrase, which ones depends
    on the documents' names alone, and at most one in a document."""

    def __init__(self, phrases, terms, most=3):
        self.most = most
        self.phrases = {}  # by words: the phrases as they are listed, with and without hyphens
        self.lengths = {}  # by first word: lengths of terms, the longest first
        self.terms = set()
        self.heaps = {}
        for phrase in dict.fromkeys(phrases):
            self.phrases.setdefault(self._words(phrase), []).append(phrase)
        for term in [*terms, *phrases]:
            for form in (term, term + "s"):
                words = self._words(form)
                self.terms.add(words)
                first, length = words.split(" ")[0], words.count(" ") + 1
                self.lengths.setdefault(first, set()).add(length)
        self.lengths = {word: sorted(n, reverse=True) for word, n in self.lengths.items()}

    @staticmethod
    def _words(phrase):
        return " ".join(WORD.findall(phrase.lower()))

    def add(self, name, text):
        words = [(match[0].lower(), match.start(), match.end()) for match in WORD.finditer(text)]
        at, lengths, seen = 0, self.lengths, set()
        while at < len(words):
            length = 1
            for length in lengths.get(words[at][0], ()):
                if at + length > len(words):
                    continue
                key = " ".join(word[0] for word in words[at:at + length])
                if key in self.terms:
                    for phrase in self.phrases.get(key, ()):
                        if phrase not in seen:
                            begin, end = words[at][1], words[at + length - 1][2]
                            if self._keep(phrase, name, text, begin, end):
                                seen.add(phrase)
                    break
            else:
                length = 1
            at += length

    def _keep(self, phrase, name, text, begin, end):
        """Whether the place is one to keep."""
        heap = self.heaps.setdefault(phrase, [])
        key = -zlib.crc32(f"{phrase} {name}".encode())
        if len(heap) == self.most and key <= heap[0][0]:
            return False
        place = cut_place(text, begin, end)
        if not place or not case_of(place.text[place.begin:place.end], phrase):
            return False
        (heapq.heappushpop if len(heap) == self.most else heapq.heappush)(heap, (key, place))
        return True

    def places(self, phrase):
        """The places kept."""
        return [place for _, place in sorted(self.heaps.get(phrase, ()), reverse=True)]


def cut_place(text, begin, end):
    """The sentence around a phrase with the ones before and behind it in the paragraph; None where
    the phrase is a part of a word, or the sentence too long."""
    if (begin > 0 and text[begin - 1] not in BEFORE) or (end < len(text) and
                                                         text[end] not in AFTER):
        return None
    low, high = max(0, begin - 4 * LONGEST_SENTENCE), end + 4 * LONGEST_SENTENCE
    around = text[low:high]
    begin, end = begin - low, end - low
    starts = [match.end() for match in PARAGRAPH_END.finditer(around)]
    first = max((at for at in starts if at <= begin), default=0)
    last = min((at for at in starts if at >= end), default=len(around))
    cuts = [match.end() for match in SENTENCE_END.finditer(around, first, last)]
    before = [first] + [at for at in cuts if at <= begin]
    behind = [at for at in cuts if at >= end] + [last]
    if behind[0] - before[-1] > LONGEST_SENTENCE:
        return None
    start, stop = before[-2:][0], behind[:2][-1]
    if before[-1] - start > LONGEST_SENTENCE:
        start = before[-1]
    if stop - behind[0] > LONGEST_SENTENCE:
        stop = behind[0]
    return Place(around[start:stop].strip(), *moved(around, start, stop, begin, end))


def moved(around, start, stop, begin, end):
    """The span of a phrase in around[start:stop].strip()."""
    shift = start + len(around[start:stop]) - len(around[start:stop].lstrip())
    return begin - shift, end - shift


def each_word(change):
    return lambda phrase: re.sub(r"[^\W_]+", lambda match: change(match[0]), phrase)


def first_word(phrase):
    return phrase[:1].upper() + phrase[1:]


CASES = (lambda phrase: phrase, first_word, each_word(first_word), str.upper)


def case_of(standing, listed):
    """The function that writes a phrase in the case in which `listed` stands there, or None."""
    standing = " ".join(standing.split())
    return next((case for case in CASES if case(listed) == standing), None)


def article_for(phrase):
    """"an" or "a", by the rule that holds for nearly all words."""
    word = phrase.lower()
    if re.match(r"(?:uni(?!n|m)|us[eiu]|eu|one\b|once\b|ut[ie])", word):
        return "a"
    return "an" if re.match(r"[aeiou]|hour|honest|heir", word) else "a"


def put(place, listed, other):
    """`other` where `listed` stands: the texts before, of and behind the part that changes, which
    holds the article if that has to change. Returns (prefix, new, old, suffix)."""
    prefix, standing, suffix = (place.text[:place.begin], place.text[place.begin:place.end],
                                place.text[place.end:])
    new = case_of(standing, listed)(other)
    found = re.search(r"\b([Aa]n?)(\s+)$", prefix)
    # An article that does not follow the rule is left as it is.
    if found and found[1].lower() == article_for(standing) != article_for(new):
        article = found[1][0] + article_for(new)[1:]
        return (prefix[:found.start()], article + found[2] + new, found[0] + standing, suffix)
    return prefix, new, standing, suffix
