import type { Pull } from './pull.ts'

/** Answers the role of a login in the repository: `admin`, `maintain`, `write`, `triage`, `read`, or a custom one. */
export type RoleOf = (login: string) => Promise<string>

/** Why somebody may not waive; null: may. By the policy of base, and never the author of the pull request. */
export async function refusedTo(
  login: string,
  { author }: Pick<Pull, 'author'>,
  { approvers, roleOf }: { readonly approvers: readonly string[]; readonly roleOf: RoleOf },
): Promise<string | null> {
  if (approvers.length === 0)
    return 'unitcost.yml of the base branch names no `approvers`, so nobody may waive on a pull request'
  if (same(login, author)) return 'the author of a pull request cannot waive on it'
  if (approvers.some(approver => same(approver, `@${login}`))) return null
  const roles = approvers.flatMap(approver => ROLES[approver] ?? [])
  if (roles.length > 0 && roles.includes(await roleOf(login))) return null
  return '`approvers` in unitcost.yml of the base branch does not name who asks'
}

const ROLES: Readonly<Record<string, readonly string[]>> = {
  admins: ['admin'],
  maintainers: ['admin', 'maintain'],
}

/** GitHub's logins do not differ by case. */
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
