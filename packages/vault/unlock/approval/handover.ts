import { type CborValue, encodeCbor } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { type ChainHead, headMap } from '../../envelope/write.ts'
import { VaultError } from '../../error.ts'
import { malformed, parseFields } from '../../fields.ts'
import { idBytes } from '../../ids.ts'

/** Whose device is approved. Bound into all messages of an approval. */
export interface ApprovalContext {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly memberId: string
}

/** What a new device is given: the account key, and the membership chain to hold the server to. */
export interface Handover {
  readonly accountKey: AeadKey
  /** From 1. */
  readonly accountKeyEpoch: number
  /** The hash of the chain's first entry, 32 bytes. */
  readonly genesisHash: Uint8Array
  /** The chain's end as the approving device has seen it. */
  readonly head: ChainHead
}

/** What a new device says of itself. */
export interface NewDevice {
  /** Sixteen bytes as base64url text. */
  readonly deviceId: string
  /** As the person will see it, at most 200 characters. */
  readonly name: string
  /** The device's signing key, 32 bytes. */
  readonly signing: Uint8Array
}

/** The handover as canonical CBOR, version 1; only ever encrypted. */
export function encodeHandover(handover: Handover): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['accountKey', handover.accountKey.exportBytes()],
      ['accountKeyEpoch', handover.accountKeyEpoch],
      ['genesisHash', handover.genesisHash],
      ['head', headMap(handover.head)],
    ]),
  )
}

/** Reads a handover. Total. @throws {VaultError} `approval.malformed` */
export function parseHandover(bytes: Uint8Array): Handover {
  const names = ['v', 'accountKey', 'accountKeyEpoch', 'genesisHash', 'head']
  const fields = parseFields(bytes, names, 'approval.malformed')
  if (fields.uint('v') !== 1) throw malformed('approval.malformed', 'the version is not known')
  const head = fields.map('head', ['sequence', 'hash'])
  return {
    accountKey: new AeadKey(fields.bytes('accountKey', 32)),
    accountKeyEpoch: fields.uint('accountKeyEpoch', 1),
    genesisHash: fields.bytes('genesisHash', 32),
    head: { sequence: head.uint('sequence', 1), hash: head.bytes('hash', 32) },
  }
}

/** The context's ids, for labels and hashes. @throws {VaultError} `context.malformed` */
export function approvalIds(context: ApprovalContext): readonly [Uint8Array, Uint8Array] {
  return [idBytes(context.workspaceId, 'workspace'), idBytes(context.memberId, 'member')]
}

/** The members of a new device in its messages. @throws {VaultError} `context.malformed` for a long name or a wrong key */
export function deviceMembers(device: NewDevice): readonly (readonly [string, CborValue])[] {
  if (device.name.length > 200 || device.signing.length !== 32)
    throw new VaultError('context.malformed', 'A device has a name and a signing key.')
  return [
    ['deviceId', idBytes(device.deviceId, 'device')],
    ['name', device.name],
    ['signing', device.signing],
  ]
}
