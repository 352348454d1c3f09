// Covered by tests/unit/dump_test.cpp.
#include "mend/dump_shape.hpp"

#include <algorithm>
#include <array>

namespace unspin {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

bool has(std::string_view line, std::string_view part) { return line.find(part) != kNone; }

template <std::size_t N>
bool starts_with_any(std::string_view line, const std::string_view (&heads)[N]) {
  return std::any_of(std::begin(heads), std::end(heads),
                     [&](std::string_view head) { return line.starts_with(head); });
}

std::size_t count(std::string_view line, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = line.find(part); at != kNone; at = line.find(part, at + part.size())) ++n;
  return n;
}

// Whether all of `text` is made of letters, digits, _ and `others`.
bool all_names(std::string_view text, std::string_view others) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_name(c) || others.find(c) != kNone;
  });
}

bool is_print_r(std::string_view line) {
  if (line == "Array") return true;
  if (line.ends_with(" Object")) return all_names(line.substr(0, line.size() - 7), "\\");
  if (line.starts_with("[") && has(line, "] =>")) return true;
  return (line.starts_with("Array (") || line.starts_with("Array(")) && count(line, "] =>") >= 2;
}

bool is_var_dump(std::string_view line) {
  constexpr std::string_view kTypes[] = {"array(", "object(", "string(", "int(", "float(", "bool("};
  if (starts_with_any(line, kTypes)) {
    const std::string_view rest =
        line.substr(line.find(')') == kNone ? line.size() : line.find(')') + 1);
    return (rest.empty() && !line.ends_with("()")) || rest.starts_with(" {") ||
           rest.starts_with(" \"") || rest.starts_with("#");
  }
  if (line.starts_with("[") && has(line, "]=>")) return true;
  if (line == "array (") return true;
  return line.starts_with("'") && has(line, "' => ") && (line.back() == ',' || line.back() == '(');
}

bool is_php_error(std::string_view line) {
  constexpr std::string_view kLevels[] = {"Warning: ",
                                          "Notice: ",
                                          "Fatal error: ",
                                          "Parse error: ",
                                          "Deprecated: ",
                                          "PHP Warning:",
                                          "PHP Fatal error:",
                                          "PHP Notice:",
                                          "PHP Deprecated:",
                                          "Strict Standards: ",
                                          "Recoverable fatal error: "};
  const std::size_t number = line.rfind(" on line ");
  const bool numbered = number != kNone && number + 9 < line.size() && is_digit(line[number + 9]);
  if (starts_with_any(line, kLevels)) {
    return numbered || has(line, ".php:") || has(line, "Uncaught ");
  }
  if (line.starts_with("thrown in ") && numbered) return true;
  if (line == "Stack trace:") return true;
  const bool frame = line.size() > 3 && line[0] == '#' && is_digit(line[1]);
  return frame && (line.ends_with("{main}") || has(line, "): ") || has(line, ".php"));
}

// "KeyError: 'a'", "requests.exceptions.HTTPError: 404", "java.io.IOException: no such file".
bool is_thrown(std::string_view line) {
  const std::string_view name = line.substr(0, std::min(line.find(": "), line.size()));
  const bool ends = name.ends_with("Error") || name.ends_with("Exception");
  const bool joined =
      std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2 ||
      has(name, ".");
  return ends && joined && all_names(name, ".$");
}

bool is_traceback(std::string_view line) {
  if (line.starts_with("Traceback (most recent call last)")) return true;
  return line.starts_with("File \"") && has(line, "\", line ");
}

bool is_stack(std::string_view line) {
  if (line.starts_with("Exception in thread \"") || is_thrown(line)) return true;
  if (line.starts_with("Caused by: ")) return is_thrown(line.substr(11));
  if (line.starts_with("Uncaught ")) return has(line, "Error: ") || has(line, "(in promise)");
  if (line.starts_with("... ") && line.ends_with(" more")) return is_digit(line[4]);
  if (!line.starts_with("at ")) return false;
  const bool place = has(line, ".java:") || has(line, "(Native Method)") ||
                     has(line, "(Unknown Source)") || has(line, ".kt:") || has(line, ".scala:");
  const std::size_t script = line.find(".js:");
  return place || (script != kNone && script + 4 < line.size() && is_digit(line[script + 4]));
}

bool is_json(std::string_view line) {
  const bool opens = line.starts_with("{\"") || line.starts_with("[{\"") ||
                     line.starts_with("{ \"") || line.starts_with("[{ \"");
  if (opens) return has(line, "\":") || has(line, "\" :");
  if (!line.starts_with("\"")) return false;
  const std::size_t key = line.find('"', 1);  // "key": value, or {
  if (key == kNone || key < 2 || !all_names(line.substr(1, key - 1), "-.@$:/ ")) return false;
  const std::string_view rest = line.substr(key + 1);
  if (!rest.starts_with(":") && !rest.starts_with(" :")) return false;
  const char last = line.back();
  return last == ',' || last == '{' || last == '[' || last == '"' || is_digit(last) ||
         line.ends_with("true") || line.ends_with("false") || line.ends_with("null");
}

bool is_repr(std::string_view line) {
  const bool opens = line.starts_with("{'") || line.starts_with("[{'") || line.starts_with("({'");
  if (opens && has(line, "': ")) return true;
  if (line == "[object Object]" || line.starts_with("OrderedDict([(")) return true;
  return line.starts_with("<") && has(line, " object at 0x") && line.ends_with(">");
}

// "color: red;", "margin-top:0"
bool is_declaration(std::string_view part) {
  while (part.starts_with(" ")) part.remove_prefix(1);
  const std::size_t colon = part.find(':');
  if (colon == kNone || colon < 2 || colon + 1 >= part.size()) return false;
  const std::string_view name = part.substr(0, colon);
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

bool is_selector(std::string_view text) {
  while (text.ends_with(" ")) text.remove_suffix(1);
  constexpr std::string_view kHeads[] = {
      ".",     "#",  "@",  "*",   "body",    "html",    "div",    "a:",   "h1",    "h2",  "h3",
      "h4",    "ul", "li", "img", "p ",      "span",    "tr",     "td",   "table", "nav", "input",
      ":root", "a ", "p.", "a.",  "section", "article", "button", "from", "to"};
  if (text == "a" || text == "p") return true;
  return starts_with_any(text, kHeads) && text.size() < 400 && !has(text, ". ");
}

bool is_css(std::string_view line) {
  if (line.starts_with("@import url(") || line.starts_with("@charset \"")) return true;
  const std::size_t open = line.find('{');
  if (open != kNone) {
    if (!is_selector(line.substr(0, open))) return false;
    const std::string_view rest = line.substr(open + 1);
    return rest.empty() || is_declaration(rest.substr(0, rest.find(';'))) || rest == "}" ||
           rest.find('{') != kNone;
  }
  const std::string_view body = line.ends_with(";") ? line.substr(0, line.size() - 1) : "";
  return is_declaration(body) && !has(body, ". ") && count(body, " ") <= 12;
}

bool is_script(std::string_view line, const Phrases& phrases) {
  constexpr std::string_view kHeads[] = {"(function", "!function",   "$(document)",  "jQuery(",
                                         "<![CDATA[", "//<![CDATA[", "/* <![CDATA[", "//]]>",
                                         "/* ]]> */", "});",         "})(",          "}());",
                                         "$(function"};
  if (starts_with_any(line, kHeads)) return true;
  const bool ends = line.back() == ';' || line.back() == '{' || line.ends_with("});");
  constexpr std::string_view kWords[] = {"var ",      "let ", "const ", "function ", "window.",
                                         "document.", "if (", "if(",    "} else",    "return ",
                                         "try {",     "try{", "else {"};
  if (ends && starts_with_any(line, kWords)) {
    return has(line, "=") || has(line, "(") || line.back() == '{';
  }
  if (!ends && !has(line, "(") && !has(line, "=")) return false;
  const auto signs = std::count_if(line.begin(), line.end(), [](char c) {
    return std::string_view("{}()[];=<>'\"&|_").find(c) != kNone;
  });
  if (static_cast<std::size_t>(signs) * 12 < line.size()) return false;  // prose with brackets
  const std::vector<std::string_view>& marks = phrases.marks("script");
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view m) { return has(line, m); });
}

// A line of tags, or of a content system's short codes, with hardly a word between them.
bool is_markup(std::string_view line) {
  const bool tags = line.front() == '<' && line.back() == '>' && line.size() > 2 &&
                    (is_letter(line[1]) || line[1] == '/' || line[1] == '!');
  if (tags) {
    std::size_t outside = 0, depth = 0;
    for (const char c : line) {
      depth += c == '<';
      if (depth == 0) outside += is_name(c);
      if (c == '>' && depth > 0) --depth;
    }
    return outside * 4 <= line.size();
  }
  if (line.front() != '[' || line.back() != ']' || line.size() < 4) return false;
  const std::string_view inside = line.substr(1, line.size() - 2);
  if (inside.front() == '/') return all_names(inside.substr(1), "-");
  return has(inside, "=\"") && all_names(inside.substr(0, inside.find(' ')), "-");
}

}  // namespace

ShapeFacts facts_of(Shape shape) {
  static constexpr std::array<ShapeFacts, 11> kFacts = {{{"", 0.0},
                                                         {"dump/print_r", 3.0},
                                                         {"dump/var_dump", 2.5},
                                                         {"dump/php", 3.0},
                                                         {"dump/traceback", 2.5},
                                                         {"dump/stack", 2.0},
                                                         {"dump/json", 2.0},
                                                         {"dump/object", 2.0},
                                                         {"dump/css", 2.0},
                                                         {"dump/script", 2.0},
                                                         {"dump/markup", 2.0}}};
  return kFacts[static_cast<std::size_t>(shape)];
}

Shape shape_of(std::string_view line, const Phrases& phrases) {
  if (line.empty()) return Shape::kNone;
  if (is_print_r(line)) return Shape::kPrintR;
  if (is_var_dump(line)) return Shape::kVarDump;
  if (is_php_error(line)) return Shape::kPhpError;
  if (is_traceback(line)) return Shape::kTraceback;
  if (is_stack(line)) return Shape::kStack;
  if (is_json(line)) return Shape::kJson;
  if (is_repr(line)) return Shape::kRepr;
  if (is_markup(line)) return Shape::kMarkup;
  if (is_css(line)) return Shape::kCss;
  return is_script(line, phrases) ? Shape::kScript : Shape::kNone;
}

bool is_brackets(std::string_view line) {
  return !line.empty() && line.find_first_not_of("{}[]();, ") == kNone;
}

int depth_of(std::string_view line) {
  int depth = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    depth += c == '(' || c == '[' || c == '{';
    depth -= c == ')' || c == ']' || c == '}';
  }
  return depth;
}

}  // namespace unspin
