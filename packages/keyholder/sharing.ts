export { doDuties } from './sharing/duties.ts'
export { exposedPasskeys, type SeenAccount, seenBy, type SeenPasskey } from './sharing/report.ts'
