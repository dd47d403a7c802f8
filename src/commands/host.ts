/** The world as a command sees it: everything that `cli.ts` takes from the process. */
export type Host = {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** YYYY-MM-DD, for trees without a commit. */
  readonly today: string
  readonly color: boolean
  readonly width: number
}

/** What a command wants done; `cli.ts` does it. */
export type Outcome = {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: 0 | 1 | 2
}

export type Command = {
  /** `diff [BASE] [HEAD]` */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly help: string
  readonly run: (args: readonly string[], host: Host) => Promise<Outcome>
}
