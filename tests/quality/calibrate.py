#!/usr/bin/env python3
"""Chooses the numbers of the detector's score (Calibration in src/spin/tuning.hpp).

usage: calibrate.py UNSPIN_BINARY

Two logistic regressions over what unspin_features counts: one for texts with too little evidence
to be looked at closely, one for the others. Honest and spun texts weigh the same, so a score is a
probability at even odds; half of the spun texts are measured without the dictionary of their own
family, as a stranger's. Only the half "choose" of the held-out documents is used (samples.py).

Prints the rows for tuning.hpp, and the scores of the honest documents that look most spun, from
which the threshold of the verdict is chosen. Needs numpy, the measuring data, and ten minutes.
"""
import pathlib
import sys
import tempfile

import numpy

import measures
import samples

SUSPECT = 0.015  # evidence for each word, as in tuning.hpp
PER_LENGTH = 1200


def columns(rows):
    """The features of spin/score.cpp, in the order of Calibration's members."""
    words = numpy.array([row["words"] for row in rows], float)
    evidence = numpy.array([row["evidence"] for row in rows], float)
    counts = numpy.array([row["listed"] + row["broad"] for row in rows], float)
    root = numpy.sqrt(numpy.maximum(words, 1))
    net = numpy.clip(evidence - 0.03 * numpy.minimum(words, 100) - 0.02 * words, -10, 30)
    plain = numpy.c_[net, net / root, root, words]
    return plain, numpy.c_[plain, counts / root[:, None]], evidence > SUSPECT * words


def fit(features, spun, weights, ridge=1e-4):
    """Bias and weights of a logistic regression, by Newton's method."""
    mean, deviation = features.mean(0), features.std(0) + 1e-9
    scaled = numpy.c_[numpy.ones(len(features)), (features - mean) / deviation]
    penalty = ridge * weights.sum() * numpy.diag([0.0] + [1.0] * features.shape[1])
    solution = numpy.zeros(scaled.shape[1])
    for _ in range(50):
        guess = 1 / (1 + numpy.exp(-numpy.clip(scaled @ solution, -30, 30)))
        slope = scaled.T @ (weights * (guess - spun)) + penalty @ solution
        bend = (scaled * (weights * guess * (1 - guess))[:, None]).T @ scaled + penalty
        solution -= numpy.linalg.solve(bend, slope)
    coefficients = solution[1:] / deviation
    return solution[0] - (coefficients * mean).sum(), coefficients


def members(name, bias, coefficients):
    """A row of tuning.hpp."""
    numbers = [f"{value:.3f}" for value in (bias, *coefficients)]
    levels = [", ".join(numbers[i:i + 5]) for i in (5, 10)]
    gains = "".join(f", {{{part}}}" for part in levels if part)
    return f"  Calibration {name}{{{', '.join(numbers[:5])}{gains}}};"


def main():
    binary, shared = pathlib.Path(sys.argv[1]).resolve(), measures.shared_folder()
    documents = samples.in_half(measures.held_out(binary, shared), "choose")
    with tempfile.TemporaryDirectory() as folder:
        texts = samples.draw(binary, documents, PER_LENGTH, folder)
        lexicon = measures.builtin_lexicon(binary)
        honest = samples.features(binary, lexicon, texts.clean, "text")
        spun = samples.features(binary, lexicon, texts.spun, "spun")
        spun += samples.as_strangers(binary, texts.spun, folder)
        whole = samples.features(binary, lexicon, documents, "text")
    plain, full, suspect = columns(honest + spun)
    is_spun = numpy.array([0.0] * len(honest) + [1.0] * len(spun))
    weights = numpy.where(is_spun == 1, len(honest) / len(spun), 1.0)
    weights *= len(weights) / weights.sum()
    brief = fit(plain[~suspect], is_spun[~suspect], weights[~suspect])
    close = fit(full[suspect], is_spun[suspect], weights[suspect])
    print(members("unsuspected", *brief))
    print(members("suspected", *close))
    plain, full, suspect = columns(whole)
    logits = numpy.where(suspect, close[0] + full @ close[1], brief[0] + plain @ brief[1])
    print(f"{len(whole)} honest documents; the scores of those that look most spun:")
    for i in numpy.argsort(-logits)[:12]:
        print(f"  {1 / (1 + numpy.exp(-logits[i])):.5f}  {documents[i]['id']}")


if __name__ == "__main__":
    main()
