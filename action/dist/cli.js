#!/usr/bin/env node
import{a}from"./chunk-GN2BGEDS.js";import"./chunk-3RNHDNP5.js";import g from"node:module";var d={diff:async()=>(await import("./diff-PSQS3PTS.js")).diff,check:async()=>(await import("./check-RXGHLHG3.js")).check,scan:async()=>(await import("./scan-FYTZCS26.js")).scan,explain:async()=>(await import("./explain-HIJPRXYI.js")).explain,init:async()=>(await import("./init-PIS3QIOQ.js")).init,prices:async()=>(await import("./prices-YSFF2NDJ.js")).prices};async function O(t,o){let[s="help",...e]=t,i=Object.hasOwn(d,s)?d[s]:void 0;if(i===void 0)return C(s);let n=await i();if(e.includes("--help")||e.includes("-h"))return m(`unitcost ${n.usage}

${n.help}
`);try{return await n.run(e,o)}catch(c){return x(c,e,o)}}var m=t=>({stdout:t,stderr:"",exitCode:0});async function C(t){if(t==="--version"||t==="-v"){let{version:n}=await import("./version-GDXWERQQ.js");return m(`${n}
`)}let o=await Promise.all(Object.values(d).map(n=>n())),s=Math.max(...o.map(({usage:n})=>n.length)),i=`unitcost: what one inference request costs before and after a change

${o.map(({usage:n,summary:c})=>`  ${n.padEnd(s)}  ${c}`).join(`
`)}

\`unitcost COMMAND --help\` says more.
`;return["help","--help","-h"].includes(t)?m(i):{stdout:"",stderr:`error: there is no command \`${t}\`

${i}`,exitCode:2}}async function x(t,o,s){let{notJudged:e}=await import("./build-OAPHMXKM.js"),i=t instanceof a?t:$(t),n=e(i),{notJudgedText:c}=await import("./error-3Q2B26GF.js"),w=c(n,{color:s.color,width:s.width}),h=o.some((p,y)=>p==="--format=json"||p==="json"&&o[y-1]==="--format"),{json:f}=await import("./json-JE6NF6AN.js");return{stdout:h?f(n):"",stderr:w,exitCode:2}}function $(t){let o=t instanceof Error?t.stack??t.message:String(t);return new a("bug",`unitcost failed: ${o}`,"This is a bug in unitcost. Please report it with the command and this text.")}g.enableCompileCache?.();var{env:r,stdout:l}=process,u=await O(process.argv.slice(2),{cwd:process.cwd(),env:r,today:new Date().toISOString().slice(0,10),color:l.isTTY&&!r.NO_COLOR&&r.TERM!=="dumb",width:Math.min(Math.max(l.columns||100,60),140)});process.stdout.write(u.stdout);process.stderr.write(u.stderr);process.exitCode=u.exitCode;
