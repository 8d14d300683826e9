import { encodeHex } from '@keyward/codec'
import {
  chainProof,
  hashJoinProof,
  type InvitedChain,
  type JoinerStatement,
  joinProof,
} from '../invitation.ts'
import { encodeInvitationLink } from '../invitation-link.ts'
import { InvitationSecret } from '../invitation-secret.ts'
import { safetyNumber, type SafetyParty } from '../safety-number.ts'
import { encodeSpokenCode } from '../spoken-code.ts'
import { bytesOf, deviceOf, idOf, keyOf, keysOf, phoneOf } from './scene.ts'

export const SECRET = new InvitationSecret(bytesOf('invitation secret', 16))

export const CHAIN: InvitedChain = {
  workspaceId: idOf('Harbour'),
  invitationId: idOf('invitation of Anna'),
  genesisHash: bytesOf('genesis', 32),
  headHash: bytesOf('head', 32),
}

export const ANNA: JoinerStatement = {
  workspaceId: CHAIN.workspaceId,
  invitationId: CHAIN.invitationId,
  genesisHash: CHAIN.genesisHash,
  memberId: idOf('Anna'),
  memberKind: 'person',
  name: 'Anna',
  keys: keysOf('Anna'),
  device: deviceOf(phoneOf('Anna')),
}

export function partyOf(name: string): SafetyParty {
  const deviceSigning = keyOf(phoneOf(name)).publicKey
  return { memberId: idOf(name), keys: keysOf(name), deviceSigning }
}

/** Everything that is made of one invitation, as text. */
export function invitationVector(): Readonly<Record<string, string>> {
  const proof = joinProof(SECRET, ANNA)
  return {
    link: encodeInvitationLink({ ...CHAIN, secret: SECRET }),
    spokenCode: encodeSpokenCode(SECRET),
    joinProof: encodeHex(proof),
    joinProofHash: encodeHex(hashJoinProof(proof)),
    chainProof: encodeHex(chainProof(SECRET, CHAIN)),
    safetyNumber: safetyNumber(CHAIN.genesisHash, partyOf('Olga'), partyOf('Anna')),
  }
}
