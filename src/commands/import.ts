import { resolve } from 'node:path'
import { loadBook } from '../prices/load.ts'
import type { Command, Host, Outcome } from './host.ts'
import { condense, type Condensed } from './import/condense.ts'
import { opened, type Opened } from './import/open-file.ts'
import { importOptions, type ImportOptions } from './import/options.ts'
import { writeEvidence } from './import/write-evidence.ts'
import { usage } from './options.ts'
import { treePrices } from './prices/tree-prices.ts'

export const importCommand: Command = {
  usage: 'import FILE…',
  summary: 'turn results of evals or a usage log into a small evidence file that the gate reads',
  help: `Reads results and logs of other tools and writes what the gate needs of them to .unitcost/, to be committed:
counts, sizes, times, verdicts. Never prompts, answers, user or request ids, or dollars. What a file is shows its
content, not its name:

  evals    promptfoo results (JSON, JSONL), Inspect AI logs (JSON), JUnit XML, and JSON lines of
           {case_id, prompt, provider, model, pass, score, input_tokens, output_tokens, cache_read_tokens,
           cache_write_tokens, reasoning_tokens, cost_usd, duration_ms, error}
  usage    CSV or JSON lines of {request_id, ts, model_id, api_version, feature_tag, input_tokens, output_tokens,
           duration_ms, total_cost_usd} and, where known, {provider, cache_read_tokens, cache_write_tokens, error,
           status}; OpenTelemetry GenAI spans (OTLP JSON, or flat JSON lines with gen_ai.*)

Each file of evals becomes its own evidence; files of usage given together become one. A workload of unitcost.yml
with the name of a feature tag uses the evidence at once, others name the file: usage: [.unitcost/usage/NAME.json]

Options:
  --output FILE      where to write, or - for standard output (default: .unitcost/evals or usage, by the source's name)
  --force            overwrite a file that is something else
  --workload ID      usage: all rows are of this workload, whatever their feature tag
  --suite PATH       evals: the configuration of the suite that was run
  --commit ID        evals: the commit that was evaluated, all 40 or 64 digits; shown as claimed
  --max-size MB      largest file that is read (default: 512)
  --date YYYY-MM-DD  take prices of this day for what is printed (default: today)
  --repo DIR         the repository (default: the current directory)
  --help             show this text

Works offline. Packed files are not opened. Exit codes: 0 imported, 2 refused, with the reason.`,
  run: async (args, host) => {
    const options = importOptions(args)
    const parts = partsOf(
      options.files.map(name => opened(name, { cwd: host.cwd, maxSize: options.maxSize })),
    )
    if (options.output !== null && parts.length > 1)
      throw usage('--output is one file, and these become several', 'Import them one by one.')
    const root = resolve(host.cwd, options.repo)
    const { contract, fetched } = treePrices(root)
    const { book } = await loadBook(options.date ?? host.today, contract, fetched)
    const done: Condensed[] = []
    for (const part of parts) done.push(await condense(part, { options, book }))
    return delivered(done, { options, root, host })
  },
}

/** Files that become one evidence: each run of evals alone, and all logs of usage together. */
function partsOf(files: readonly Opened[]): readonly (readonly Opened[])[] {
  const logs = files.filter(({ kind }) => kind.family === 'usage')
  const runs = files.filter(({ kind }) => kind.family === 'eval').map(file => [file])
  return logs.length === 0 ? runs : [...runs, logs]
}

type Delivery = { readonly options: ImportOptions; readonly root: string; readonly host: Host }

/** What was understood goes to the terminal; to standard error where standard output is the evidence. */
function delivered(done: readonly Condensed[], { options, root, host }: Delivery): Outcome {
  if (options.output === '-')
    return {
      stdout: done.map(({ text }) => text).join(''),
      stderr: lines(done.flatMap(each => each.lines)),
      exitCode: 0,
    }
  const { output, force } = options
  const said = done.flatMap(({ text, source, lines }) => {
    const path = writeEvidence(text, source, { root, cwd: host.cwd, output, force })
    return [...lines, `Wrote ${path}`]
  })
  return { stdout: lines(said), stderr: '', exitCode: 0 }
}

const lines = (texts: readonly string[]) => texts.map(text => `${text}\n`).join('')
