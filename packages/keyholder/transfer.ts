export { detectFormat } from './transfer/detect.ts'
export { TransferError, type TransferRule } from './transfer/error.ts'
export { TRANSFER_FORMATS, type TransferFormat } from './transfer/formats.ts'
export {
  type ImportedAccount,
  type ImportedContent,
  type ImportedLogin,
  type ImportedUnreadable,
  type ImportResult,
  loginContent,
  type RawAccount,
} from './transfer/imports/imported.ts'
export { TRANSFER_LIMITS } from './transfer/limits.ts'
export type { Notice, NoticeReason } from './transfer/notice.ts'
export { type ImportPorts, readImport } from './transfer/read-import.ts'
export {
  type ExportAccount,
  type ExportPorts,
  type ExportResult,
  writeExport,
} from './transfer/write-export.ts'
