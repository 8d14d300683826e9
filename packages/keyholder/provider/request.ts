import type {
  Caller,
  CancelSignal,
  CreationOptions,
  RequestOptions,
} from '@keyward/webauthn/client'

/** Where a request is answered: policies tell the phone app from everything else. */
export type Surface = 'mobile' | 'other'

/** What the system, a browser or a program asks, with options that have been read. */
export interface ProviderCreate {
  readonly caller: Caller
  readonly options: CreationOptions
  readonly surface: Surface
  /** Conditional creation is refused. */
  readonly mediation?: 'conditional' | 'optional' | 'required'
  readonly signal?: CancelSignal
}

export interface ProviderGet {
  readonly caller: Caller
  readonly options: RequestOptions
  readonly surface: Surface
  readonly mediation?: 'conditional' | 'optional' | 'required'
  readonly signal?: CancelSignal
  /** Why, from a program: Owners of a shared account may ask for it. */
  readonly reason?: string
}
