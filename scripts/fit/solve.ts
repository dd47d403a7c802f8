/** One equation: Σ coefficient × feature ≈ `target`. */
export type Equation = {
  readonly features: Readonly<Record<string, number>>
  readonly target: number
  /** How large an error does not matter: max(3, 5 % of the bill). */
  readonly scale: number
  /** 1, or less for one of many alike. */
  readonly weight: number
}

/** What a coefficient is before any row is seen, and how far it may be from that. */
export type Priors = Readonly<Record<string, readonly [mean: number, spread: number]>>

export type Coefficients = Readonly<Record<string, number>>

/**
 * Coefficients with the least absolute scaled error, drawn toward their priors: odd rows do not bend them,
 * and a feature that no row has stays what it was. Iteratively reweighted,
 * https://en.wikipedia.org/wiki/Iteratively_reweighted_least_squares
 */
export function fitCoefficients(equations: readonly Equation[], priors: Priors): Coefficients {
  const names = Object.keys(priors)
  let current: Coefficients = Object.fromEntries(names.map(name => [name, priors[name]?.[0] ?? 0]))
  for (let round = 0; round < ROUNDS; round++) {
    const solved = solve(normalEquations(equations, priors, { current, strict: round > ROUNDS / 2 }))
    current = Object.fromEntries(names.map((name, at) => [name, solved[at] ?? 0]))
  }
  return current
}

const ROUNDS = 30
const LEAST = 0.15
/** Scaled errors beyond this one are taken for odd rows, once the coefficients are near. */
const ODD = 4

export const predicted = ({ features }: Pick<Equation, 'features'>, coefficients: Coefficients): number =>
  Object.entries(coefficients).reduce((sum, [name, each]) => sum + each * (features[name] ?? 0), 0)

/** Rows of the normal equations with the right side as the last column. */
type Round = { readonly current: Coefficients; readonly strict: boolean }

function normalEquations(
  equations: readonly Equation[],
  priors: Priors,
  { current, strict }: Round,
): number[][] {
  const entries = Object.entries(priors)
  const rows = entries.map(([, [mean, spread]], at) => {
    const row = Array.from({ length: entries.length + 1 }, () => 0)
    row[at] = 1 / spread ** 2
    row[entries.length] = mean / spread ** 2
    return row
  })
  for (const equation of equations) {
    const error = Math.abs(equation.target - predicted(equation, current)) / equation.scale
    const weight =
      equation.weight / equation.scale ** 2 / Math.max(error, LEAST) / (strict ? 1 + (error / ODD) ** 2 : 1)
    const values = entries.map(([name]) => equation.features[name] ?? 0)
    for (const [at, value] of values.entries())
      add(rows[at] ?? [], weight * value, [...values, equation.target])
  }
  return rows
}

function add(row: number[], factor: number, values: readonly number[]): void {
  if (factor === 0) return
  for (const [at, value] of values.entries()) row[at] = (row[at] ?? 0) + factor * value
}

/** Gauss-Jordan with row pivots. The matrix is positive definite: every prior has a spread. */
function solve(matrix: number[][]): readonly number[] {
  const size = matrix.length
  for (let column = 0; column < size; column++) {
    const below = matrix.slice(column).map(row => Math.abs(row[column] ?? 0))
    const best = column + below.indexOf(Math.max(...below))
    const pivot = matrix[best] ?? []
    matrix[best] = matrix[column] ?? []
    matrix[column] = pivot
    for (const [at, row] of matrix.entries()) {
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1)
      if (at !== column) add(row, -factor, pivot)
    }
  }
  return matrix.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1))
}
