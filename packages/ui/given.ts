/** The properties that have a value. React Aria's types refuse a property that is there but undefined. */
export function given<T extends object>(
  props: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const kept = Object.entries(props).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}
