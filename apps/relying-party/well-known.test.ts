import { describe, expect, test } from 'vitest'
import { json, origin, testPerch } from './testing/client.ts'

const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16)).join(':')

describe('well-known files', () => {
  test('webauthn lists the own and the related origins as JSON', async () => {
    const related = { PERCH_RELATED_ORIGINS: 'https://perch.test, https://perch.example' }
    const response = await testPerch(related).client().get('/.well-known/webauthn')
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    const origins = [origin, 'https://perch.test', 'https://perch.example']
    expect(await json(response)).toEqual({ origins })
  })

  test('assetlinks.json names package, certificate and both relations; none when not configured', async () => {
    const env = { PERCH_ANDROID_PACKAGE: 'test.perch', PERCH_ANDROID_FINGERPRINTS: fingerprint }
    const links = await json(await testPerch(env).client().get('/.well-known/assetlinks.json'))
    expect(links).toEqual([
      {
        relation: [
          'delegate_permission/common.get_login_creds',
          'delegate_permission/common.handle_all_urls',
        ],
        target: {
          namespace: 'android_app',
          package_name: 'test.perch',
          sha256_cert_fingerprints: [fingerprint.toUpperCase()],
        },
      },
    ])
    expect(await json(await testPerch().client().get('/.well-known/assetlinks.json'))).toEqual([])
  })

  test('passkey-endpoints and change-password lead to pages that exist', async () => {
    const client = testPerch().client()
    const endpoints = await json<{ enroll: string; manage: string }>(
      await client.get('/.well-known/passkey-endpoints'),
    )
    const change = await client.get('/.well-known/change-password')
    expect(change.status).toBe(302)
    await client.signUp('dana')
    for (const url of [endpoints.enroll, endpoints.manage, change.headers.get('location') ?? '']) {
      expect((await client.get(url)).status).toBe(200)
    }
  })
})
