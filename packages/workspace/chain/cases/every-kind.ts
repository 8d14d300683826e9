import type { MemberId, TeamId } from '../ids.ts'
import { begin, deviceOf, idOf, joined, keysOf, type Scene, write } from './scene.ts'

/** A short history with every kind of entry and every way of signing, the same bytes each time. */
export function everyKind(): Scene {
  const anna = idOf<MemberId>('Anna')
  const uwe = idOf<MemberId>('Uwe')
  const bot = idOf<MemberId>('Build agent')
  const crew = idOf<TeamId>('Crew')
  let scene = begin()
  scene = write(scene, 'Olga', joined('Anna', 'admin'))
  scene = write(scene, 'Anna', joined('Uwe', 'user', { joinProofHash: null }))
  scene = write(scene, 'Anna', joined('Build agent', 'guest', { memberKind: 'agent' }))
  scene = write(scene, 'Olga', { kind: 'role-changed', memberId: anna, role: 'super-admin' })
  scene = write(scene, 'Anna', {
    kind: 'team-created',
    teamId: crew,
    name: 'Crew',
    members: [anna, bot],
  })
  scene = write(scene, 'Anna', {
    kind: 'team-changed',
    teamId: crew,
    name: 'Night crew',
    added: [uwe],
    removed: [anna],
  })
  scene = write(scene, 'Uwe', { kind: 'device-added', device: deviceOf("Uwe's laptop") })
  scene = write(
    scene,
    'Uwe',
    { kind: 'device-removed', deviceId: idOf("Uwe's phone") },
    {
      device: "Uwe's laptop",
    },
  )
  scene = write(
    scene,
    'Uwe',
    { kind: 'keys-changed', keys: keysOf('Uwe', 2) },
    {
      device: "Uwe's laptop",
    },
  )
  scene = write(
    scene,
    'Uwe',
    { kind: 'device-added', device: deviceOf("Uwe's spare phone") },
    {
      device: null,
      key: 'keyset 2 of Uwe',
    },
  )
  scene = write(scene, 'Olga', { kind: 'policy-set', policy: 'continuity', value: true })
  scene = write(scene, 'Olga', { kind: 'policy-set', policy: 'lockAfterMinutes', value: 5 })
  scene = write(scene, 'Olga', { kind: 'policy-set', policy: 'createOn', value: 'mobile' })
  scene = write(scene, 'Anna', { kind: 'workspace-renamed', name: 'Harbour & Söhne' })
  scene = write(scene, 'Olga', { kind: 'ownership-handed-over', memberId: anna })
  scene = write(scene, 'Olga', { kind: 'member-removed', memberId: bot })
  return write(scene, 'Olga', { kind: 'team-removed', teamId: crew })
}
