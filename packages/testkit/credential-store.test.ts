import { memoryStore } from '@keyward/webauthn/authenticator'
import { credentialStoreContract } from './credential-store-contract.ts'

credentialStoreContract('memoryStore', async () => ({ store: memoryStore(), close: () => {} }))
