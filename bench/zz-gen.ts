import { openDatabase, installDatabase } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { rebuildUsage } from '@/lib/db/usage-check';
const SKEW=1;const N=Number(process.argv[3]), PEOPLE=2000, AGENTS=12, DAYS=90;
const h=openDatabase('file:'+process.argv[2]); await migrate(h.client); installDatabase(h);
const now=Date.now();
let t=performance.now();
await h.client.batch([
 `WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM s WHERE i<${PEOPLE-1}) INSERT INTO users(id,email,name,created_at) SELECT printf('u%025d',i),'p'||i||'@example.com','Person '||i,0 FROM s`,
 `WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM s WHERE i<${AGENTS-1}) INSERT INTO agents(id,name,engine,created_at,updated_at,currency) SELECT printf('a%025d',i),'Agent '||i,'{}',0,0,iif(i%4=0,'EUR','USD') FROM s`,
 `INSERT INTO sessions (id,user_id,agent_id,key,title,upstream_id,created_at,updated_at,read_at) SELECT 's'||substr(id,2),id,printf('a%025d',0),id,'','x',0,0,0 FROM users`,
]);
await h.client.batch([
 `WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM s WHERE i<${N-1}),
  r AS (SELECT i, abs(random()%${PEOPLE}) AS p, abs(random()%${AGENTS})*abs(random()%100)/100 AS a, abs(random()%1000) AS o, abs(random()%1000)+1 AS x, abs(random()%1000)+1 AS y FROM s)
  INSERT INTO runs(id,user_id,session_id,agent_id,user_message_id,claim,status,error_code,request_hash,writer,lease_until,started_at,first_event_ms,ended_at,duration_ms,input_tokens,output_tokens,total_tokens,cost_micros,currency,log_start)
  SELECT printf('r%025d',i),printf('u%025d',p),printf('s%025d',p),printf('a%025d',a),'q','c',iif(o<940,'completed',iif(o<970,'stopped','failed')),iif(o<970,NULL,iif(o<980,'upstream_unavailable',iif(o<990,'rate_limited','timeout'))),'','w',0,
   ${now}-${DAYS}*86400000+CAST(i*(${DAYS}*86400000.0/${N}) AS INTEGER), 100+ 400*x/y, 0, 1000+5000*y/x, 100*x, y*10, 100*x+y*10, x*250, iif(a%4=0,'EUR','USD'),0 FROM r`]);
console.log('runs', performance.now()-t); t=performance.now();
await rebuildUsage(now);
console.log('rebuild', performance.now()-t);
for (const x of ['run_hours','person_days','person_hours','run_latencies','run_latency_days','usage_days']) console.log(x,(await h.client.execute('select count(*) n from '+x)).rows[0]?.n);
h.close();
