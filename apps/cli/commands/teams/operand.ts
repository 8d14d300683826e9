/** How every command of this group names its team. */
export const TEAM = { name: 'TEAM', help: 'its name or id' } as const
