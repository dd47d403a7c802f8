import { execFile } from 'node:child_process'

/** The commit of a working tree; null: it is none, or there is no git. */
export const commitOf = (cwd: string): Promise<string | null> =>
  new Promise(resolve => {
    execFile('git', ['rev-parse', '--verify', 'HEAD'], { cwd, timeout: 10_000 }, (error, stdout) => {
      const sha = stdout.trim()
      resolve(error === null && /^[0-9a-f]{7,64}$/.test(sha) ? sha : null)
    })
  })
