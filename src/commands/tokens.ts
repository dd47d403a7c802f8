import { parseArgs } from 'node:util'
import type { Command, Outcome } from './host.ts'
import { usage } from './options.ts'
import { askProvider } from './tokens/ask-provider.ts'
import { countPrompt, promptsIn } from './tokens/prompt-file.ts'
import { countRequestLines, looksLikeRequests } from './tokens/request-lines.ts'
import type { Streams } from './tokens/streams.ts'
import { countText } from './tokens/text-file.ts'
import { promptWords, textWords } from './tokens/words.ts'

const DEFAULT_MODEL = 'openai/gpt-4o'

/** @param streams where text is read and written, by the directory that paths are relative to */
export function tokensCommand(streams: (cwd: string) => Streams): Command {
  return {
    usage: 'tokens [FILE|-]',
    summary: 'input tokens of a text, a prompt file, or JSON lines of requests',
    help: `Counts what a provider will bill as input: text, and the framing around it.

FILE may be
  JSON lines of requests  {id, provider, api, model, request} in, one answer a line out:
                          {id, input_tokens, low, high, exact, breakdown}; a line that cannot be counted gets
                          "input_tokens": null and "error". Other keys are ignored. Any number of lines.
  a prompt file           each prompt that it holds, variables as assumed
  any other text          its tokens alone
Without FILE, or with \`-\`, standard input is read.

Options:
  --model MODEL      the model to count for (default: the one that a prompt file names, else ${DEFAULT_MODEL})
  --format FORMAT    terminal or json (default: terminal); requests are always answered in JSON
  --exact            ask the providers' own counters for requests: sends them to Anthropic, Google or OpenAI with
                     ANTHROPIC_API_KEY, GEMINI_API_KEY or OPENAI_API_KEY; each different request once
  --help             show this text

\`exact\` is true where the vocabulary is public and only text and its documented framing are billed; elsewhere
low … high is where nearly all recorded bills lie. Works offline without \`--exact\`. Exit codes: 0 counted, 2 could not.`,
    run: async (args, host) => {
      const { path, model, json, exact } = tokensOptions(args)
      const { read, write } = streams(host.cwd)
      const { head, all } = await peek(read(path))
      if (looksLikeRequests(head)) {
        await countRequestLines(all, { write, ask: exact ? askProvider(host.env) : null })
        return DONE
      }
      // Readers take whole files; what is longer than the head is no prompt.
      const prompts = head.length < HEAD ? promptsIn(path, head) : []
      if (prompts.length === 0) {
        const counted = await countText(all, model ?? DEFAULT_MODEL)
        return told(json ? `${JSON.stringify(counted)}\n` : textWords(counted))
      }
      const counted = await Promise.all(
        prompts.map(prompt => countPrompt(prompt, model ?? prompt.model ?? DEFAULT_MODEL)),
      )
      return told(counted.map(one => (json ? `${JSON.stringify(one)}\n` : promptWords(one))).join(''))
    },
  }
}

const DONE: Outcome = { stdout: '', stderr: '', exitCode: 0 }

const told = (stdout: string): Outcome => ({ ...DONE, stdout })

function tokensOptions(args: readonly string[]) {
  try {
    const options = {
      model: { type: 'string' },
      format: { type: 'string' },
      exact: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [path = '-', extra] = positionals
    if (extra !== undefined) throw new Error(`\`${extra}\` is one argument too many`)
    const format = values.format ?? 'terminal'
    if (!['terminal', 'json'].includes(format)) throw new Error(`there is no format \`${format}\``)
    return { path, model: values.model ?? null, json: format === 'json', exact: values.exact === true }
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), 'See `unitcost tokens --help`.')
  }
}

const HEAD = 2_000_000

/** The beginning of a stream, and the whole of it. */
async function peek(chunks: AsyncIterable<string>) {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = ''
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    head += next.value
    if (head.length >= HEAD || looksLikeRequests(head)) break
  }
  return { head, all: after(head, iterator) }
}

async function* after(head: string, iterator: AsyncIterator<string>): AsyncIterable<string> {
  yield head
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
}
