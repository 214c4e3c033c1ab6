#!/usr/bin/env python3
"""Fits the gazetteer's score: reads what bench_features prints, writes the weights, and for each
threshold how many misspelt communes are found and how many villages are taken for one."""
import math
import sys

FEATURES = "distance margin alike first last letters units".split()
NOT_A_NAME = ("syn:two_communes_in_a_cell",)
RIDGE = 0.05  # pull of the weights towards 0


def read(lines):
    """(features with a leading 1, right or not), and the number of villages in all."""
    rows, villages = [], 0
    for line in lines:
        kind, right, *cells = line.rstrip("\n").split("\t")
        village = kind == "village"
        villages += village
        if right == "far" or kind in NOT_A_NAME or (village and right == "1"):
            continue
        rows.append(([1.0] + [float(cell) for cell in cells[: len(FEATURES)]], int(right)))
    return rows, villages


def solve(matrix, vector):
    n = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(n):
            if r != i:
                share = rows[r][i] / rows[i][i]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(rows):
    """Logistic regression by Newton's method."""
    n = len(FEATURES) + 1
    weights = [0.0] * n
    for _ in range(30):
        hessian = [[RIDGE * (i == j and i > 0) + 1e-9 * (i == j) for j in range(n)] for i in range(n)]
        gradient = [-RIDGE * w * (i > 0) for i, w in enumerate(weights)]
        for x, right in rows:
            score = max(-30.0, min(30.0, sum(w * v for w, v in zip(weights, x))))
            p = 1 / (1 + math.exp(-score))
            for i in range(n):
                gradient[i] += (right - p) * x[i]
                for j in range(n):
                    hessian[i][j] += p * (1 - p) * x[i] * x[j]
        weights = [w + step for w, step in zip(weights, solve(hessian, gradient))]
    return weights


def main():
    rows, villages = read(sys.stdin)
    weights = fit(rows)
    for name, weight in zip(["constant"] + FEATURES, weights):
        print(f"{name:10} {weight:8.2f}")
    scored = [(sum(w * v for w, v in zip(weights, x)), right) for x, right in rows]
    total = sum(right for _, right in rows)
    for threshold in (x / 10 for x in range(10, -21, -2)):
        found = sum(right for score, right in scored if score >= threshold)
        taken = sum(1 - right for score, right in scored if score >= threshold)
        print(f"{threshold:5.1f}: {found} of {total} found, {100 * taken / villages:.2f} % taken")


main()
