import type { MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders, type SecureHeadersVariables } from 'hono/secure-headers'

/** What the pages are made with: a nonce that is another one in each answer. */
export interface Shown {
  Variables: SecureHeadersVariables
}

/**
 * The pages run and show what comes from this server, and nothing else. Text never becomes markup
 * (Trusted Types), and the app's one policy for addresses of workers is called `keyward`. The nonce
 * is for the style element that React Aria makes.
 *
 * @param simulator the only other origin that may frame the pages; null for none
 */
export function headers(simulator: string | null): MiddlewareHandler<Shown> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      // WebAssembly stretches passphrases.
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'", NONCE],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: [simulator ?? "'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['keyward'],
    },
    // It can name no other site; frame-ancestors above can, and is what browsers go by.
    xFrameOptions: simulator === null ? 'DENY' : false,
    referrerPolicy: 'no-referrer',
    // Told by whoever ends TLS: a server on loopback must not be remembered as https.
    strictTransportSecurity: false,
  })
}
