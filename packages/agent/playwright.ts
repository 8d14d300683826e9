export { type AnswerOptions, answerPasskeys, type SignsIn } from './playwright/answer-passkeys.ts'
export type { Attested } from './playwright/attest.ts'
export type { BindingSource, BrowserContextLike, FrameLike } from './playwright/structure.ts'
