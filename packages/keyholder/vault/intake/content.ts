import { decodeBase64url } from '@keyward/codec'
import type { AccountChange } from '@keyward/protocol'
import { parseAccessList } from '@keyward/vault/access'
import type { AccountContent } from '../../accounts.ts'
import { readProfile, readSecrets } from '../account/content.ts'
import { type Content, serverContent } from '../account/load.ts'
import type { Refused } from '../apart.ts'
import type { VaultPorts } from '../context.ts'
import type { Known } from '../rows/known.ts'
import type { OpenedKeys } from '../rows/opened-keys.ts'
import type { Access } from './access.ts'
import { type Before, bytesOf, type IntakeMode, nothing, ofBefore, refusedWhole } from './before.ts'
import type { Examined } from './examined.ts'
import { ruleOf } from './rule.ts'
import { type CheckedWrite, checkWrite } from './writes.ts'

/** Verifies and opens the compartments of a change. What is refused is in the result with its rule. */
export async function examineContent(
  ports: VaultPorts,
  change: AccountChange,
  { view, isRestored }: IntakeMode,
  before: Before,
  { lists, list, keys, wrapped }: Access,
): Promise<Examined> {
  const { accountId } = change
  const { known } = before.stored ?? {}
  const refused: Refused[] = []
  const check = async <T>(
    part: 'profile' | 'secrets',
    read: (content: Uint8Array) => T,
  ): Promise<CheckedWrite<T> | undefined> => {
    const text = change[part]
    const key = keys[part]
    if (text === null || key === undefined) return undefined
    const held = { accountId, compartment: part, list, key, known: known?.[part], isRestored }
    try {
      return await checkWrite(ports, view, held, text, read)
    } catch (error) {
      refused.push({ part, rule: ruleOf(error), bytes: bytesOf(text) })
      return undefined
    }
  }
  const profile = await check('profile', readProfile)
  const secrets = await check('secrets', readSecrets)
  if (isCutOff(before, keys, { profile, secrets }))
    return nothing(change, before, refusedWhole(change, refused[0]?.rule ?? 'write.context'))
  const withheld = withheldPart(before, keys, { profile, secrets })
  if (withheld !== undefined && !isRestored && refused.length === 0)
    refused.push({ part: withheld, rule: 'write.older', bytes: new Uint8Array() })

  return {
    kind: 'account',
    accountId,
    ...ofBefore(before),
    lists,
    keys: lists === undefined ? undefined : keys,
    wrapped,
    profile: profile?.standing === 'older' ? undefined : profile,
    secrets: secrets?.standing === 'older' ? undefined : secrets,
    besides: await besidesOf(ports, before, profile, secrets),
    behind:
      isRestored && refused.length === 0
        ? behindBy(change, known, { profile, secrets })
        : undefined,
    isUsernameTaken: change.isUsernameTaken,
    deletedAt: change.deletedAt ?? undefined,
    isPurged: change.isPurged,
    claimsEpoch: undefined,
    refused,
  }
}

type Checked = {
  readonly profile: CheckedWrite<AccountContent['profile']> | undefined
  readonly secrets: CheckedWrite<AccountContent['secrets']> | undefined
}

/** New keys came without the content that they open: what is here has to stay as it is. */
function isCutOff({ stored }: Before, keys: OpenedKeys, checked: Checked): boolean {
  return (['profile', 'secrets'] as const).some(
    (part) =>
      stored?.known?.[part] !== undefined &&
      checked[part] === undefined &&
      keys[part] !== undefined &&
      keys[part].epoch !== stored.keys?.[part]?.epoch,
  )
}

/** The compartment of which the other one's author knew a later version than there is. */
function withheldPart(
  { stored }: Before,
  keys: OpenedKeys,
  { profile, secrets }: Checked,
): 'profile' | 'secrets' | undefined {
  const profileVersion = profile?.write.version ?? stored?.known?.profile?.version ?? 0
  const secretsVersion = secrets?.write.version ?? stored?.known?.secrets?.version ?? 0
  const namedSecrets = profile?.verified.statement.latest.secrets ?? 0
  const namedProfile = secrets?.verified.statement.latest.profile ?? 0
  if (keys.secrets !== undefined && namedSecrets > secretsVersion) return 'secrets'
  return namedProfile > profileVersion ? 'profile' : undefined
}

/** What the other side of a restored backup has to say is merged in, never dropped. */
async function besidesOf(
  ports: VaultPorts,
  { stored }: Before,
  profile: Checked['profile'],
  secrets: Checked['secrets'],
): Promise<Examined['besides']> {
  if (stored !== undefined && (profile?.standing === 'forked' || secrets?.standing === 'forked')) {
    const own = await serverContent(ports, ports.replica, stored)
    return own === undefined ? {} : withoutUndefined(own)
  }
  return withoutUndefined({
    profile: profile?.standing === 'older' ? profile.content : undefined,
    secrets: secrets?.standing === 'older' ? secrets.content : undefined,
  })
}

function withoutUndefined({
  profile,
  secrets,
}: {
  readonly profile: Content['profile'] | undefined
  readonly secrets: Content['secrets']
}): Examined['besides'] {
  return { ...(profile && { profile }), ...(secrets && { secrets }) }
}

/** What a restored server has, where that is less than this device; undefined when it is not. */
function behindBy(
  { lists }: AccountChange,
  known: Known | undefined,
  { profile, secrets }: Checked,
): Examined['behind'] {
  const last = lists.at(-1)
  const server = {
    list: last === undefined ? 0 : parseAccessList(decodeBase64url(last)).statement.version,
    profile: profile?.write.version ?? 0,
    secrets: secrets?.write.version ?? 0,
  }
  const isBehind =
    server.list < (known?.list.version ?? 0) ||
    server.profile < (known?.profile?.version ?? 0) ||
    server.secrets < (known?.secrets?.version ?? 0)
  return isBehind ? server : undefined
}
