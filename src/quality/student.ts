/**
 * Quantile of Student's t: `t(0.975, 4)` is 2.776. By bisection of its distribution, to 1e-10.
 * @param part above 0.5 and below 1; degrees of freedom above 0, fractions too (Welch)
 * @see https://dlmf.nist.gov/8.17
 */
export function studentQuantile(part: number, degrees: number): number {
  let [low, high] = [0, 1]
  while (studentBelow(high, degrees) < part && high < 1e12) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2
    if (studentBelow(middle, degrees) < part) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The part of Student's t below a value of at least 0. */
const studentBelow = (t: number, degrees: number) =>
  1 - incompleteBeta(degrees / (degrees + t * t), { a: degrees / 2, b: 0.5 }) / 2

type Shape = { readonly a: number; readonly b: number }

/** Regularized incomplete beta function, by its continued fraction on the side where that converges. */
function incompleteBeta(x: number, { a, b }: Shape): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, { a: b, b: a })
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return (front * fraction(x, { a, b })) / a
}

/** Evaluated from the front (Lentz). https://dlmf.nist.gov/3.10 */
function fraction(x: number, { a, b }: Shape): number {
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1))]
  let value = d
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    const before = value
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d)
      c = nonZero(1 + term / c)
      value *= c * d
    }
    if (Math.abs(value - before) < 1e-15 * Math.abs(value)) break
  }
  return value
}

const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/** Stirling's series, after steps up to where it is exact. https://dlmf.nist.gov/5.11 */
function logGamma(x: number): number {
  if (x < 12) return logGamma(x + 1) - Math.log(x)
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7)
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series
}
