export { type Exported, exportAccounts, type ExportOrder } from './transfer/export.ts'
export { importAccounts, type Imported, type NotImported } from './transfer/import.ts'
