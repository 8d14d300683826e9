export {
  encodeHeadlessKeys,
  type HeadlessKeys,
  parseHeadlessKeys,
} from './provider/headless/keys.ts'
export {
  type HeadlessAnswer,
  type HeadlessRequest,
  signHeadless,
} from './provider/headless/sign.ts'
export {
  addHeadlessUse,
  HEADLESS_USES,
  type HeadlessUse,
  readHeadlessUses,
} from './provider/headless/uses.ts'
