/** What evidence a job measures: a review that runs before it has ended is told so. */
export const PENDING = ['benchmark', 'eval'] as const
export type Pending = (typeof PENDING)[number]

export const isPending = (name: string): name is Pending => PENDING.some(kind => kind === name)
