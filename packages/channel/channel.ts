export type {
  AppInfo,
  BrowserInfo,
  DeviceCaps,
  SecureGate,
  VerificationType,
} from './contract/device.ts'
export { EVENTS, type EventParams, type ShellEvent } from './contract/events.ts'
export {
  COMMON_CODES,
  type Method,
  METHODS,
  MOST_BLOB_BYTES,
  type Params,
  type Result,
} from './contract/methods.ts'
export type {
  AndroidCreate,
  AndroidGet,
  AndroidResult,
  BrowserCreate,
  BrowserGet,
  BrowserRequest,
  BrowserResult,
  FailureCode,
  IndexAccount,
  IndexEntry,
  IosCreate,
  IosCreateResult,
  IosGet,
  IosGetResult,
  PhoneRequest,
  ProviderRequest,
  ProviderResult,
} from './contract/provider.ts'
export {
  type LeftSignal,
  readLeftSignals,
  readSiteSignal,
  SIGNALS_KEY,
  type SiteSignal,
} from './contract/signals.ts'
export { type ChannelCode, ChannelError, type ShellCode } from './error.ts'
export { connectShell, type ShellPort } from './link/connect.ts'
export {
  admitFrame,
  type FramedWindow,
  type FrameToAdmit,
  type ListeningWindow,
  shellOfFrame,
} from './link/frame.ts'
export type { MessagePortLike, Schedule } from './link/port.ts'
export { type ServedShell, serveShell, type ShellHandlers } from './link/serve.ts'
export { MOST_MESSAGE_BYTES } from './wire/text.ts'
