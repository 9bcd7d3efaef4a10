/** One observation: did it come true, how much does it count. */
export interface Observation {
  readonly values: readonly number[];
  readonly came: boolean;
  readonly weight: number;
}

/** Of ten steps of Newton's method the last ones change nothing any more. */
const STEPS = 12;

/**
 * A logistic regression: weights of `values`, and first of a constant, starting from `prior` and held to it as if by `strength` (the inverse variance of
 * each weight). With few observations the prior stands.
 */
export function fitLogistic(observations: readonly Observation[], prior: readonly number[], strength: number): number[] {
  const weights = [...prior];
  const size = prior.length;
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = weights.map((weight, i) => strength * ((prior[i] ?? 0) - weight));
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? strength : 0)));
    for (const { values, came, weight } of observations) {
      const chance = logistic(weights, values);
      const error = weight * ((came ? 1 : 0) - chance);
      const bend = weight * chance * (1 - chance);
      for (let i = 0; i < size; i += 1) {
        const a = i === 0 ? 1 : (values[i - 1] ?? 0);
        gradient[i] = (gradient[i] ?? 0) + error * a;
        const row = curvature[i] ?? [];
        for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + bend * a * (j === 0 ? 1 : (values[j - 1] ?? 0));
      }
    }
    for (const [i, change] of solve(curvature, gradient).entries()) weights[i] = (weights[i] ?? 0) + change;
  }
  return weights;
}

/** The chance that weights give to an observation, 0 to 1. */
export function logistic(weights: readonly number[], values: readonly number[]): number {
  const sum = values.reduce((total, value, i) => total + value * (weights[i + 1] ?? 0), weights[0] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** Gauss's elimination; the matrix is positive definite, so that no pivot is 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = rows[at] ?? [];
    for (let below = at + 1; below < size; below += 1) {
      const row = rows[below] ?? [];
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let i = at; i <= size; i += 1) row[i] = (row[i] ?? 0) - factor * (pivot[i] ?? 0);
    }
  }
  const result = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? [];
    let rest = row[size] ?? 0;
    for (let i = at + 1; i < size; i += 1) rest -= (row[i] ?? 0) * (result[i] ?? 0);
    result[at] = rest / (row[at] ?? 1);
  }
  return result;
}
