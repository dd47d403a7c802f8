/** Numbers of a driver, short: `1,200`, `2.4`, `80 %`. */
export const number = (n: number) =>
  String(Math.round(n * 100) / 100).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/gu, ',')

export const tokens = (n: number) => `${number(Math.round(n))} tokens`

export const percent = (part: number) => `${number(part * 100)} %`

export const plural = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`
