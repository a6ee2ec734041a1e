/** A setting that is misspelled must not compile; what the compiler says is looked at by check.sh. */
import {createClient} from '@heed/web/client';

await createClient({token: () => 'a token'}).change({frequncy: {max: 1, per: 'week'}});
