import '@keyward/ui/styles.css'
import { drawn } from '../platform/drawn.ts'

void drawn().then(() => import('./main.tsx'))
