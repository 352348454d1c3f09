// Irregular English words, as facts of the language.
#include "build/inflect.hpp"

namespace unspin::build {

const std::vector<IrregularVerb>& irregular_verbs() {
  static const std::vector<IrregularVerb> verbs = {
      {"arise", "arose", "arisen"},       {"awake", "awoke", "awoken"},
      {"bear", "bore", "borne"},          {"beat", "beat", "beaten"},
      {"become", "became", "become"},     {"begin", "began", "begun"},
      {"bend", "bent", "bent"},           {"bet", "bet", "bet"},
      {"bid", "bid", "bid"},              {"bind", "bound", "bound"},
      {"bite", "bit", "bitten"},          {"bleed", "bled", "bled"},
      {"blow", "blew", "blown"},          {"break", "broke", "broken"},
      {"breed", "bred", "bred"},          {"bring", "brought", "brought"},
      {"broadcast", "broadcast", "broadcast"}, {"build", "built", "built"},
      {"burst", "burst", "burst"},        {"buy", "bought", "bought"},
      {"cast", "cast", "cast"},           {"catch", "caught", "caught"},
      {"choose", "chose", "chosen"},      {"cling", "clung", "clung"},
      {"come", "came", "come"},           {"cost", "cost", "cost"},
      {"creep", "crept", "crept"},        {"cut", "cut", "cut"},
      {"deal", "dealt", "dealt"},         {"dig", "dug", "dug"},
      {"do", "did", "done"},              {"draw", "drew", "drawn"},
      {"drink", "drank", "drunk"},        {"drive", "drove", "driven"},
      {"eat", "ate", "eaten"},            {"fall", "fell", "fallen"},
      {"feed", "fed", "fed"},             {"feel", "felt", "felt"},
      {"fight", "fought", "fought"},      {"find", "found", "found"},
      {"flee", "fled", "fled"},           {"fling", "flung", "flung"},
      {"fly", "flew", "flown"},           {"forbid", "forbade", "forbidden"},
      {"forecast", "forecast", "forecast"}, {"forget", "forgot", "forgotten"},
      {"forgive", "forgave", "forgiven"}, {"freeze", "froze", "frozen"},
      {"get", "got", "got"},              {"give", "gave", "given"},
      {"go", "went", "gone"},             {"grind", "ground", "ground"},
      {"grow", "grew", "grown"},          {"hang", "hung", "hung"},
      {"hear", "heard", "heard"},         {"hide", "hid", "hidden"},
      {"hit", "hit", "hit"},              {"hold", "held", "held"},
      {"hurt", "hurt", "hurt"},           {"input", "input", "input"},
      {"keep", "kept", "kept"},           {"kneel", "knelt", "knelt"},
      {"know", "knew", "known"},          {"lay", "laid", "laid"},
      {"lead", "led", "led"},             {"leap", "leapt", "leapt"},
      {"leave", "left", "left"},          {"lend", "lent", "lent"},
      {"let", "let", "let"},              {"lie", "lay", "lain"},
      {"light", "lit", "lit"},            {"lose", "lost", "lost"},
      {"make", "made", "made"},           {"mean", "meant", "meant"},
      {"meet", "met", "met"},             {"mistake", "mistook", "mistaken"},
      {"offset", "offset", "offset"},     {"output", "output", "output"},
      {"pay", "paid", "paid"},            {"prove", "proved", "proven"},
      {"put", "put", "put"},              {"quit", "quit", "quit"},
      {"read", "read", "read"},           {"rid", "rid", "rid"},
      {"ride", "rode", "ridden"},         {"ring", "rang", "rung"},
      {"rise", "rose", "risen"},          {"run", "ran", "run"},
      {"say", "said", "said"},            {"see", "saw", "seen"},
      {"seek", "sought", "sought"},       {"sell", "sold", "sold"},
      {"send", "sent", "sent"},           {"set", "set", "set"},
      {"shake", "shook", "shaken"},       {"shed", "shed", "shed"},
      {"shine", "shone", "shone"},        {"shoot", "shot", "shot"},
      {"show", "showed", "shown"},        {"shrink", "shrank", "shrunk"},
      {"shut", "shut", "shut"},           {"sing", "sang", "sung"},
      {"sink", "sank", "sunk"},           {"sit", "sat", "sat"},
      {"sleep", "slept", "slept"},        {"slide", "slid", "slid"},
      {"speak", "spoke", "spoken"},       {"speed", "sped", "sped"},
      {"spend", "spent", "spent"},        {"spin", "spun", "spun"},
      {"split", "split", "split"},        {"spread", "spread", "spread"},
      {"spring", "sprang", "sprung"},     {"stand", "stood", "stood"},
      {"steal", "stole", "stolen"},       {"stick", "stuck", "stuck"},
      {"sting", "stung", "stung"},        {"stride", "strode", "stridden"},
      {"strike", "struck", "struck"},     {"string", "strung", "strung"},
      {"strive", "strove", "striven"},    {"swear", "swore", "sworn"},
      {"sweep", "swept", "swept"},        {"swim", "swam", "swum"},
      {"swing", "swung", "swung"},        {"take", "took", "taken"},
      {"teach", "taught", "taught"},      {"tear", "tore", "torn"},
      {"tell", "told", "told"},           {"think", "thought", "thought"},
      {"throw", "threw", "thrown"},       {"thrust", "thrust", "thrust"},
      {"tread", "trod", "trodden"},       {"understand", "understood", "understood"},
      {"upset", "upset", "upset"},        {"wake", "woke", "woken"},
      {"wear", "wore", "worn"},           {"weave", "wove", "woven"},
      {"weep", "wept", "wept"},           {"win", "won", "won"},
      {"wind", "wound", "wound"},         {"withdraw", "withdrew", "withdrawn"},
      {"wring", "wrung", "wrung"},        {"write", "wrote", "written"}};
  return verbs;
}

const std::vector<IrregularPair>& irregular_plurals() {
  static const std::vector<IrregularPair> plurals = {
      {"man", "men"},           {"woman", "women"},       {"child", "children"},
      {"person", "people"},     {"foot", "feet"},         {"tooth", "teeth"},
      {"mouse", "mice"},        {"goose", "geese"},       {"life", "lives"},
      {"wife", "wives"},        {"knife", "knives"},      {"leaf", "leaves"},
      {"half", "halves"},       {"shelf", "shelves"},     {"self", "selves"},
      {"wolf", "wolves"},       {"thief", "thieves"},     {"loaf", "loaves"},
      {"calf", "calves"},       {"analysis", "analyses"}, {"basis", "bases"},
      {"crisis", "crises"},     {"diagnosis", "diagnoses"}, {"hypothesis", "hypotheses"},
      {"thesis", "theses"},     {"synthesis", "syntheses"}, {"axis", "axes"},
      {"criterion", "criteria"}, {"phenomenon", "phenomena"}, {"matrix", "matrices"},
      {"vertex", "vertices"},   {"index", "indices"},     {"appendix", "appendices"},
      {"medium", "media"},      {"bacterium", "bacteria"}, {"curriculum", "curricula"},
      {"nucleus", "nuclei"},    {"stimulus", "stimuli"},  {"radius", "radii"},
      {"fungus", "fungi"},      {"alumnus", "alumni"},    {"series", "series"},
      {"species", "species"},   {"aircraft", "aircraft"}, {"sheep", "sheep"},
      {"fish", "fish"},         {"potato", "potatoes"},   {"tomato", "tomatoes"},
      {"hero", "heroes"},       {"echo", "echoes"},       {"veto", "vetoes"},
      {"quiz", "quizzes"},      {"means", "means"},       {"policeman", "policemen"},
      {"businessman", "businessmen"}, {"chairman", "chairmen"}, {"spokesman", "spokesmen"},
      {"gentleman", "gentlemen"}, {"stomach", "stomachs"}, {"epoch", "epochs"},
      {"parenthesis", "parentheses"}, {"metastasis", "metastases"}, {"prognosis", "prognoses"}};
  return plurals;
}

const std::vector<std::string_view>& doubling_verbs() {
  static const std::vector<std::string_view> verbs = {
      "abhor",  "acquit",  "admit",  "allot",   "begin",  "commit", "compel", "concur",
      "confer", "control", "defer",  "deter",   "dispel", "embed",  "emit",   "enrol",
      "equip",  "excel",   "expel",  "forbid",  "forget", "incur",  "infer",  "input",
      "occur",  "offset",  "omit",   "outwit",  "patrol", "permit", "prefer", "program",
      "propel", "rebut",   "recur",  "refer",   "regret", "repel",  "reset",  "submit",
      "transfer", "transmit", "unplug", "upset", "format", "debug", "kidnap", "handicap"};
  return verbs;
}

const std::vector<IrregularComparison>& irregular_comparisons() {
  static const std::vector<IrregularComparison> comparisons = {
      {"good", "better", "best"},       {"bad", "worse", "worst"},
      {"far", "further", "furthest"},   {"little", "less", "least"},
      {"many", "more", "most"},         {"much", "more", "most"},
      {"narrow", "narrower", "narrowest"}, {"simple", "simpler", "simplest"},
      {"gentle", "gentler", "gentlest"},   {"quiet", "quieter", "quietest"},
      {"modern", "more modern", "most modern"}, {"exact", "more exact", "most exact"}};
  return comparisons;
}

}  // namespace unspin::build
