import { Hono } from 'hono'
import type { Perch } from './perch.ts'
import type { Visit } from './visit.ts'

/** Files that browsers, phones and passkey managers look for; anybody may read them. */
export function wellKnownRoutes({ config }: Perch): Hono<Visit> {
  const routes = new Hono<Visit>()
  routes.use('*', async (c, next) => {
    await next()
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cache-Control', 'no-cache')
  })
  // WebAuthn Level 3, §5.11: the origins that may use Perch's RP ID.
  routes.get('/webauthn', (c) => c.json({ origins: [config.origin, ...config.relatedOrigins] }))
  routes.get('/passkey-endpoints', (c) =>
    c.json({
      enroll: `${config.origin}/settings/login/passkeys/new`,
      manage: `${config.origin}/settings/login`,
    }),
  )
  routes.get('/assetlinks.json', (c) => c.json(assetLinks(config)))
  routes.get('/change-password', (c) => c.redirect('/settings/login#password', 302))
  return routes
}

/** Digital Asset Links: the Android app that may use Perch's passkeys; none unless configured. */
function assetLinks({ androidPackage, androidFingerprints }: Perch['config']): unknown[] {
  if (androidFingerprints.length === 0) return []
  return [
    {
      relation: [
        'delegate_permission/common.get_login_creds',
        'delegate_permission/common.handle_all_urls',
      ],
      target: {
        namespace: 'android_app',
        package_name: androidPackage,
        sha256_cert_fingerprints: androidFingerprints,
      },
    },
  ]
}
