#!/usr/bin/env python3
"""Tests what tortured.py rests on: where a phrase is found, how another is put there, what counts
as the same phrase, and how a repair is judged. Needs no measuring data.

usage: tortured_test.py
"""
import sys

import lexicons
import places
import tortured
import words

TEXT = ("It was late. An activation function maps a sum to a value. The rest follows from it. "
        "Nobody asked.\n\nAnother paragraph.")


class Checks:
    def __init__(self):
        self.failures = 0

    def __call__(self, what, found, expected):
        good = found == expected
        print(f"{'ok  ' if good else 'FAIL'} {what}" + ("" if good else f": {found!r}"))
        self.failures += not good


def found(text, phrases, terms=()):
    """What stands at the places found, by phrase."""
    finder = places.Finder(phrases, terms)
    finder.add("name", text)
    return {phrase: [place.text[place.begin:place.end] for place in finder.places(phrase)]
            for phrase in phrases}


def check_finding(expect):
    expect("a phrase is found, in any case", found("A Neural network.", ["neural network"]),
           {"neural network": ["Neural network"]})
    expect("not inside a longer term, nor in its plural",
           found("Deep neural networks. A deep neural network.", ["neural network"],
                 ["deep neural network"]), {"neural network": []})
    expect("not as a part of a word, nor of a compound",
           found("A neural-network and a neural network-based one.", ["neural network"]),
           {"neural network": []})
    expect("hyphens are as they are listed",
           found("It is a third-party tool.", ["third party", "third-party"]),
           {"third party": [], "third-party": ["third-party"]})
    expect("the end of a text is no longer term", found("A neural", ["neural network"]),
           {"neural network": []})
    begin = TEXT.index("activation")
    place = places.cut_place(TEXT, begin, begin + len("activation function"))
    expect("a place is a sentence with its neighbours", place.text,
           TEXT[:TEXT.index(" Nobody")])
    expect("and knows where the phrase stands", place.text[place.begin:place.end],
           "activation function")


def put(text, listed, other):
    begin = text.lower().index(listed.lower())
    prefix, new, old, suffix = places.put(places.Place(text, begin, begin + len(listed)), listed,
                                          other)
    assert prefix + old + suffix == text
    return prefix + new + suffix


def check_putting(expect):
    expect("the article is adjusted", put("An activation function.", "activation function",
                                          "work of it"), "A work of it.")
    expect("but not one that was odd", put("a activation function", "activation function", "work"),
           "a work")
    expect("the case is kept", [put(text, "deep learning", "profound learning") for text in
                                ("Deep learning is", "Deep Learning is", "DEEP LEARNING")],
           ["Profound learning is", "Profound Learning is", "PROFOUND LEARNING"])


def check_variants(expect):
    key = lexicons.variant_key
    expect("inflections and hyphens do not make another phrase",
           {key(phrase) for phrase in ("neural organization", "neural organizations",
                                       "neural-organization", "neural* organization")},
           {key("neural organization")})
    expect("other words do", key("neural organism") == key("neural organization"), False)
    rows = lexicons.read_rows()
    rest, out = lexicons.keep_out(rows, 0.2)
    expect("what is kept out leaves all dictionaries", any(key(row.spun) in out for row in rest),
           False)
    expect("samples are nested", set(lexicons.sample(rows[:500], 0.2)) <=
           set(lexicons.sample(rows[:500], 0.6)), True)


def judged(edits):
    row = lexicons.Row("tortured", "", "profound learning", "deep learning", "pps")
    case = tortured.Case(row, "We use é ", "profound learning", "deep learning", " here.")
    one = tortured.judge(case, [{"begin": begin, "end": end, "after": after}
                                for begin, end, after in edits])
    return [one[key] for key in ("exact", "restored", "edits", "right", "others")]


def check_judging(expect):
    expect("the right edit", judged([(10, 27, "deep learning")]), [True, True, 1, 1, 0])
    expect("the right edit of a part", judged([(10, 18, "deep")]), [True, True, 1, 1, 0])
    expect("a wrong edit", judged([(10, 18, "full")]), [False, False, 1, 0, 0])
    expect("no edit", judged([]), [False, False, 0, 0, 0])
    expect("an edit elsewhere", judged([(0, 2, "They"), (10, 18, "deep")]),
           [False, True, 1, 1, 1])
    expect("an edit that takes more with it", judged([(7, 18, "a deep")]),
           [False, False, 1, 0, 0])
    expect("edits of words", words.edits("a b c d".split(), "a x y d e".split()),
           {(1, 3, ("x", "y")), (4, 4, ("e",))})


def main():
    expect = Checks()
    for check in (check_finding, check_putting, check_variants, check_judging):
        check(expect)
    return 1 if expect.failures else 0


sys.exit(main())
