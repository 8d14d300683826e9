/** The labels of `packages/vault`, which the server can't import: the same texts, held by a test. */
export const SEALED_WRITE = 'keyward/sealed-write/v1'
export const ACCESS_LIST = 'keyward/access-list/v1'
export const WRITE_HASH = 'keyward/write-hash/v1'
export const ACCESS_LIST_HASH = 'keyward/access-list-hash/v1'
export const WRAPPED_KEY_HASH = 'keyward/wrapped-key-hash/v1'
