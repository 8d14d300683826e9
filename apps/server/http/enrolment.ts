import type { Enrolment } from '@keyward/protocol'
import { addressKey } from '../auth/address.ts'
import { bytesOf } from '../auth/text.ts'
import type { MemberStatus, NewMemberRow } from '../store/ports/members.ts'
import { methodRow, refusedMethod } from './methods.ts'
import type { Server } from './server.ts'

/** The account key with which a member begins. */
const FIRST_EPOCH = 1

/**
 * A new member as the store keeps it.
 *
 * @throws {Refused} `object_refused` for epochs that are not the first, or one id for two methods
 */
export async function newMember(
  server: Server,
  enrolment: Enrolment,
  member: { readonly memberId: string; readonly status: MemberStatus },
  now: number,
): Promise<NewMemberRow> {
  const { address, keyset, passphrase, kit } = enrolment
  if (keyset.keysetEpoch !== FIRST_EPOCH || keyset.accountKeyEpoch !== FIRST_EPOCH)
    throw refusedMethod('keyset.epoch', 'A new member begins with its first keys.')
  if (passphrase.methodId === kit.methodId)
    throw refusedMethod('method.id-reused', 'Two ways to unlock have one id.')
  return {
    ...member,
    address,
    addressKey: addressKey(address),
    accountKeyEpoch: FIRST_EPOCH,
    anchor: bytesOf(enrolment.anchor, 'enrolment.anchor'),
    keyset: { ...keyset, sealed: bytesOf(keyset.sealed, 'enrolment.keyset.sealed') },
    methods: [
      await methodRow(server, passphrase, FIRST_EPOCH, now),
      await methodRow(server, kit, FIRST_EPOCH, now),
    ],
  }
}
