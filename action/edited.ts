/** Both times are set one after the other and have whole seconds: a second apart is still one and the same act. */
export const isEdited = (createdAt: string, updatedAt: string): boolean =>
  !(Math.abs(Date.parse(updatedAt) - Date.parse(createdAt)) <= 1000)
