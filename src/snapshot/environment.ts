import { resolve } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment that every git process gets: the caller's without its `GIT_*`, plus settings that keep
 * git from prompting, paging, locking, fetching, or running a program that the repository names.
 * `config` is added on top, with the precedence of a command line.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-GITCONFIGCOUNT
 */
export function gitEnvironment(env: Environment, config: Readonly<Record<string, string>> = {}): Environment {
  const caller = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name))
  return { ...Object.fromEntries(caller), ...FIXED, ...configVariables(env, { ...SAFE_CONFIG, ...config }) }
}

/**
 * Hooks hand the repository over in variables. They mean the current directory: for any other `dir` they
 * would silently name the wrong repository.
 */
export function forDirectory(dir: string, env: Environment, current = '.'): Environment {
  const here = resolve(dir) === resolve(current)
  const located = Object.entries(env).flatMap(([name, value]) => {
    if (!LOCATION.test(name) || value === undefined) return [[name, value]]
    return here ? [[name, resolve(current, value)]] : []
  })
  return Object.fromEntries(located)
}

/** What a fetch needs on top: protocols that run no command of the repository's choice. */
export const NETWORK: Environment = { GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', GIT_NO_LAZY_FETCH: '0' }

const LOCATION = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY)$/

const KEPT =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CEILING_DIRECTORIES|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|(?:KEY|VALUE)_\d+)|SSH|SSH_COMMAND|SSH_VARIANT|SSL_CAINFO|TRACE)$/

const FIXED: Environment = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
}

const SAFE_CONFIG: Readonly<Record<string, string>> = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.alternateRefsCommand': '',
  'diff.external': '',
  'diff.autoRefreshIndex': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  // The caller named this directory, and nothing in it is executed: its owner does not matter (containers).
  'safe.directory': '*',
  'safe.bareRepository': 'explicit',
}

function configVariables(env: Environment, config: Readonly<Record<string, string>>): Environment {
  const theirs = Number(env['GIT_CONFIG_COUNT'] ?? 0)
  const pairs = Object.entries(config).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${theirs + index}`, key],
    [`GIT_CONFIG_VALUE_${theirs + index}`, value],
  ])
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(theirs + pairs.length / 2) }
}
