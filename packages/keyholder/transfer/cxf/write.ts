import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { encodeCxfPasskey } from '@keyward/webauthn/exchange'
import type { ExportView } from '../exports/view.ts'
import { FAVOURITE } from '../imports/favourite.ts'
import type { NoticeList } from '../notice.ts'
import { parseOneTimeCode } from '../one-time-code.ts'

/** The format wants an RP ID of the exporter; Keyward is wherever a team hosts it. */
const EXPORTER = 'keyward.invalid'

/** Writes the Credential Exchange Format 1.0 in the clear. */
export function writeCxf(
  views: readonly ExportView[],
  { random, at }: { readonly random: Random; readonly at: number },
  notices: NoticeList,
): Uint8Array {
  const header = {
    version: { major: 1, minor: 0 },
    exporterRpId: EXPORTER,
    exporterDisplayName: 'Keyward',
    timestamp: seconds(at),
    accounts: [
      {
        id: encodeBase64url(random(16)),
        username: '',
        email: '',
        collections: [],
        items: views.map((view) => itemOf(view, notices)),
      },
    ],
  }
  return encodeUtf8(JSON.stringify(header))
}

function itemOf(view: ExportView, notices: NoticeList): object {
  return {
    id: view.accountId,
    modifiedAt: seconds(view.modifiedAt),
    title: view.appName,
    ...(view.displayName === '' ? {} : { subtitle: view.displayName }),
    scope: { urls: view.hosts.map((host) => `https://${host}`), androidApps: [] },
    credentials: credentialsOf(view, notices),
    ...(view.labels.includes(FAVOURITE) ? { favorite: true } : {}),
    tags: view.labels.filter((label) => label !== FAVOURITE),
  }
}

function credentialsOf(view: ExportView, notices: NoticeList): object[] {
  const { row, username, password, oneTimeCodeSeed, notes, passkeys } = view
  const credentials: object[] = []
  if (username !== '' || password !== '') {
    credentials.push({
      type: 'basic-auth',
      username: { fieldType: 'string', value: username },
      password: { fieldType: 'concealed-string', value: password },
    })
  }
  const code = parseOneTimeCode(oneTimeCodeSeed)
  if (code !== undefined) {
    credentials.push({
      type: 'totp',
      secret: code.secret,
      period: code.period,
      digits: code.digits,
      algorithm: code.algorithm.toLowerCase(),
      ...(code.username === '' ? {} : { username: code.username }),
      ...(code.issuer === '' ? {} : { issuer: code.issuer }),
    })
  } else if (oneTimeCodeSeed !== '') notices.incomplete(row, 'one-time-code')
  if (notes !== '')
    credentials.push({ type: 'note', content: { fieldType: 'string', value: notes } })
  for (const passkey of passkeys) credentials.push(encodeCxfPasskey(passkey))
  return credentials
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
