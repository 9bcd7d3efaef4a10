/** Two-sided 95 % of the normal distribution. */
const Z = 1.959_963_985;

/**
 * Lower bound of the 95 % score interval of a proportion (E. B. Wilson, 1927: Probable inference, the law of succession, and statistical inference): how
 * often something succeeds at least, after so many successes in so many cases. 0 where there are no cases. Pure.
 */
export function wilsonLower(successes: number, cases: number): number {
  if (cases === 0) return 0;
  const p = successes / cases;
  const z2 = Z ** 2 / cases;
  return Math.max(0, (p + z2 / 2 - Z * Math.sqrt((p * (1 - p)) / cases + z2 / (4 * cases))) / (1 + z2));
}
