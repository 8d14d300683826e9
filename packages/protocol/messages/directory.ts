import { z } from 'zod'
import { answer, count, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'

/** A registrable domain or a host name below one, in lower case, as RP IDs are. */
export const domain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/)
  .describe('a host name in lower case')

/** A page for people. */
const webAddress = z
  .string()
  .max(2000)
  .regex(/^https:\/\/[^\s"<>\\^`{|}]+$/)
  .describe('an https address')

/** An app that is known to support passkeys. */
export const DirectoryApp = answer({
  name: z.string().min(1).max(200),
  /** The first is where the app is at home. */
  domains: z.array(domain).min(1).max(LIMITS.appDomains),
  /** Whether a passkey signs in on its own. */
  signIn: z.boolean(),
  /** Whether a passkey is the second step after a password. */
  secondFactor: z.boolean(),
  /** Where its passkeys are looked after. */
  settings: webAddress.nullable(),
  /** Where it explains how. */
  documentation: webAddress.nullable(),
})
export type DirectoryApp = z.infer<typeof DirectoryApp>

/** Asks for the whole directory, unless the version that the client has is still the newest. */
export const DirectoryQuery = request({ have: z.string().max(50).optional() })
export type DirectoryQuery = z.infer<typeof DirectoryQuery>

export const Directory = answer({
  /** Another one as soon as anything differs. */
  version: z.string().min(1).max(50),
  /** When a list of apps was last imported or fetched; null while there is only the program's own. */
  updatedAt: time.nullable(),
  /** By name. null: the client has this version. */
  apps: z.array(DirectoryApp).max(LIMITS.directoryApps).nullable(),
})
export type Directory = z.infer<typeof Directory>

export const EndpointsQuery = request({ rpId: domain })
export type EndpointsQuery = z.infer<typeof EndpointsQuery>

/** What a site says of itself at `/.well-known/passkey-endpoints`. */
export const PasskeyEndpoints = answer({
  /** Whether the site has such a file. A site that did not answer in time counts as one without. */
  isKnown: z.boolean(),
  /** Where a passkey is created. */
  enroll: webAddress.nullable(),
  /** Where passkeys are looked after. */
  manage: webAddress.nullable(),
  /** When the site was asked. */
  askedAt: time,
  /** How long the answer holds, in milliseconds. */
  holdsFor: count(0),
})
export type PasskeyEndpoints = z.infer<typeof PasskeyEndpoints>
