import { expect, test } from 'vitest'
import { waiveCommand, type WaiveCommand } from './waive-command.ts'

const asked = (given: Partial<WaiveCommand> = {}): WaiveCommand => ({
  id: 'support-monthly',
  upTo: null,
  at: null,
  until: '2026-12-31',
  because: 'launch week',
  ...given,
})

test.for<[string, WaiveCommand]>([
  ['/unitcost waive support-monthly until 2026-12-31 because launch week', asked()],
  ['Fine.\r\n\r\n  /unitcost waive support-monthly until 2026-12-31 because launch week\r\n', asked()],
  [
    '/unitcost waive support-monthly up to $900/month at 1a2b3c4 until 2026-12-31 because launch week',
    asked({ upTo: { usd: 900, per: 'month' }, at: '1a2b3c4' }),
  ],
  [
    '/unitcost waive support-monthly up to 0.02 per request until 2026-12-31 because launch week',
    asked({ upTo: { usd: 0.02, per: 'request' } }),
  ],
  [
    '/unitcost waive agent-loop-unbounded until 2026-12-31 because it is until 2027 because of them',
    asked({ id: 'agent-loop-unbounded', because: 'it is until 2027 because of them' }),
  ],
])('%s', ([text, command]) => {
  expect(waiveCommand(text)).toEqual(command)
})

test.for([
  '/unitcost',
  '/unitcost waive',
  '/unitcost approve support-monthly',
  '/unitcost waive support-monthly until Friday because launch',
  '/unitcost waive support-monthly until 2026-12-31',
  '/unitcost waive support-monthly until 2026-12-31 because ',
  '/unitcost waive support-monthly because launch until 2026-12-31',
  '/unitcost waive --all until 2026-12-31 because launch',
  '/unitcost waive support-monthly at HEAD until 2026-12-31 because launch',
])('%s is malformed', text => {
  expect(waiveCommand(text)).toBe('malformed')
})

test.for([
  'Looks good to me.',
  'I would say /unitcost waive support-monthly until 2026-12-31 because launch',
  '> /unitcost waive support-monthly until 2026-12-31 because launch',
  '/unitcosts waive support-monthly until 2026-12-31 because launch',
])('%s asks for nothing', text => {
  expect(waiveCommand(text)).toBeNull()
})

test('a huge comment is read in a time that grows with its length', () => {
  expect(waiveCommand(`/unitcost waive a${' up to $1'.repeat(100_000)}`)).toBe('malformed')
})
