import type { Command } from './host.ts'
import { usage } from './options.ts'
import { check } from './prices/check.ts'
import { compare } from './prices/compare.ts'
import { list } from './prices/list.ts'
import { pricesOptions } from './prices/options.ts'
import { show } from './prices/show.ts'
import { update } from './prices/update.ts'

export const prices: Command = {
  usage: 'prices [MODEL]',
  summary: 'where a price is from and how old it is; check, compare and update the price lists',
  help: `unitcost prices                  the price lists: how many models, how old
unitcost prices MODEL            every price of a model, where it is from and what it overrides
unitcost prices check [FILE]     is the file right, and is anything old? Without FILE: both files of .unitcost/
unitcost prices compare A B      prices that differ by more than 1 %; A and B are files or \`built-in\`
unitcost prices update           fetch today's list into .unitcost/price-book.json and print what changed

A price is taken from .unitcost/prices.json (contract rates), else .unitcost/price-book.json (fetched), else
what this version was released with. Here both are read from the working tree; a pull request is judged with
those of its base.

Options:
  --repo DIR         the repository (default: the current directory)
  --date YYYY-MM-DD  the day whose prices apply (default: today)
  --format FORMAT    terminal or json (default: terminal); a model, the lists and compare
  --from URL|FILE    update: another list in the format of genai-prices
  --dry-run          update: print what would change, write nothing

Only \`update\` uses the network, and only when you type it.
Exit codes: 0 fine, 1 \`check\` found a problem or prices older than 120 days, 2 it could not be done.`,
  run: async (args, host) => {
    const options = pricesOptions(args, host)
    const [first, ...rest] = options.positionals
    const most = (count: number) => {
      if (rest.length > count)
        throw usage(`\`${rest[count]}\` is one argument too many`, 'See `unitcost prices --help`.')
    }
    if (first === 'update') {
      most(0)
      return update(options, { fetch, today: host.today })
    }
    if (first === 'check') {
      most(1)
      return check(options, rest[0] ?? null)
    }
    if (first === 'compare') return compare(options, rest)
    most(0)
    return first === undefined ? list(options) : show(options, first)
  },
}
