import type { Reader } from '../reader.ts'
import { bifrost } from './bifrost.ts'
import { cloudflare } from './cloudflare.ts'
import { gatewayApi } from './gateway-api.ts'
import { helicone } from './helicone.ts'
import { kong } from './kong.ts'
import { litellm } from './litellm.ts'
import { openrouter } from './openrouter.ts'
import { plano } from './plano.ts'
import { portkey } from './portkey.ts'
import { gptcache, routellm } from './run-time.ts'
import { semanticRouter } from './semantic-router.ts'
import { tensorzero } from './tensorzero.ts'

export const routes: readonly Reader[] = [
  litellm,
  tensorzero,
  gatewayApi,
  kong,
  portkey,
  semanticRouter,
  helicone,
  plano,
  bifrost,
  cloudflare,
  openrouter,
  routellm,
  gptcache,
]
