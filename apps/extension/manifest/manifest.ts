import { iconPaths } from './icons.ts'

/** The browsers that there is a package for. */
export const TARGETS = ['chromium', 'firefox'] as const
export type Target = (typeof TARGETS)[number]

/**
 * Fixes the id in Chromium (`foockifjjjaaibpcmnbocegnfamibjmf`), and with it the origin that a server
 * lets sign in. Public: nobody keeps the private half, since no package is signed with it.
 */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtqoLVy6bWFOJSdw95VHJ/S2vyiKZPGjGJUdm5ZfgKF3YQeUTDp7dqrnwVgUxBqAgt2lCTKGo6MAWn8562m13/q3wPWqPjbof6Xu46e7BZqs/WjhWU8vkd0w4h9CZELVsY0Ho0J0VfC++uOZ3vqzeP+VxyNg5L+vr+GuoL1FwlWPukakhI8e4nh41qoRfyEBRqJOkMUNIfnAbbKKFJg2gYCkB5rH74oSKSpKOEj3TbF18g8jsvJzGg9Tl4tg70Awy1MztfnXbnyc8foNJ3KmpcZHS+v6PFPQah/ljSp86G80TWg0TU3HWb+wWeshoHbdhtTnv3k7BtgukHqMNvNHGPQIDAQAB'

/** The extension's own pages: no code but theirs, text never becomes markup, servers by https. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // The one is a style element of React Aria's.
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types keyward',
].join('; ')

/**
 * The manifest of one package. Both have the same scripts; the scripts for pages are not named here
 * but registered by the background, so that a page is untouched where Keyward does not answer.
 */
export function manifestFor(target: Target, version: string): object {
  return { ...shared(version), ...OWN[target] }
}

function shared(version: string): object {
  return {
    manifest_version: 3,
    name: 'Keyward',
    version,
    description: 'Creates and uses the passkeys of your Keyward workspace on any site.',
    icons: iconPaths('on'),
    action: { default_icon: iconPaths('off'), default_popup: 'app/index.html?popup' },
    host_permissions: ['<all_urls>'],
    content_security_policy: { extension_pages: POLICY },
    storage: { managed_schema: 'managed-schema.json' },
  }
}

const PERMISSIONS = ['alarms', 'scripting', 'storage', 'webNavigation']

const OWN: Readonly<Record<Target, object>> = {
  chromium: {
    key: KEY,
    minimum_chrome_version: '140',
    background: { service_worker: 'background.js' },
    permissions: [...PERMISSIONS, 'webAuthenticationProxy'],
    incognito: 'not_allowed',
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: 'keyward@keyward.example',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['background.js'] },
    permissions: PERMISSIONS,
    incognito: 'not_allowed',
  },
}
