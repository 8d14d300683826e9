export { doDuties } from './sharing/duties.ts'
export { exposedPasskeys, type SeenAccount, seenBy, type SeenPasskey } from './sharing/report.ts'
export type { SharingDesk, SharingExchange } from './sharing/ports.ts'
