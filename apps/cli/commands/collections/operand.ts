/** How every command of this group names its collection. */
export const COLLECTION = { name: 'COLLECTION', help: 'its name or id' } as const
