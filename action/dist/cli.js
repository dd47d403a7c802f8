#!/usr/bin/env node
import{a}from"./chunk-GN2BGEDS.js";import"./chunk-3RNHDNP5.js";import O from"node:module";var m={diff:async()=>(await import("./diff-IOCDW2XE.js")).diff,check:async()=>(await import("./check-OGSGOE3U.js")).check,scan:async()=>(await import("./scan-O35QQBDN.js")).scan,explain:async()=>(await import("./explain-B6EFGBMJ.js")).explain,init:async()=>(await import("./init-UPPKMAEM.js")).init,prices:async()=>(await import("./prices-YZC2ONQM.js")).prices,tokens:async()=>{let[{tokensCommand:t},{streamsOf:o}]=await Promise.all([import("./tokens-IPSKFCPF.js"),import("./streams-GO54YQOK.js")]);return t(o(process))}};async function g(t,o){let[s="help",...e]=t,i=Object.hasOwn(m,s)?m[s]:void 0;if(i===void 0)return C(s);let n=await i();if(e.includes("--help")||e.includes("-h"))return d(`unitcost ${n.usage}

${n.help}
`);try{return await n.run(e,o)}catch(r){return x(r,e,o)}}var d=t=>({stdout:t,stderr:"",exitCode:0});async function C(t){if(t==="--version"||t==="-v"){let{version:n}=await import("./version-AZJW2TIG.js");return d(`${n}
`)}let o=await Promise.all(Object.values(m).map(n=>n())),s=Math.max(...o.map(({usage:n})=>n.length)),i=`unitcost: what one inference request costs before and after a change

${o.map(({usage:n,summary:r})=>`  ${n.padEnd(s)}  ${r}`).join(`
`)}

\`unitcost COMMAND --help\` says more.
`;return["help","--help","-h"].includes(t)?d(i):{stdout:"",stderr:`error: there is no command \`${t}\`

${i}`,exitCode:2}}async function x(t,o,s){let{notJudged:e}=await import("./build-5SKG5ME5.js"),i=t instanceof a?t:k(t),n=e(i),{notJudgedText:r}=await import("./error-SJ2ECIMZ.js"),w=r(n,{color:s.color,width:s.width}),h=o.some((p,y)=>p==="--format=json"||p==="json"&&o[y-1]==="--format"),{json:f}=await import("./json-JE6NF6AN.js");return{stdout:h?f(n):"",stderr:w,exitCode:2}}function k(t){let o=t instanceof Error?t.stack??t.message:String(t);return new a("bug",`unitcost failed: ${o}`,"This is a bug in unitcost. Please report it with the command and this text.")}O.enableCompileCache?.();var{env:c,stdout:l}=process,u=await g(process.argv.slice(2),{cwd:process.cwd(),env:c,today:new Date().toISOString().slice(0,10),color:l.isTTY&&!c.NO_COLOR&&c.TERM!=="dumb",width:Math.min(Math.max(l.columns||100,60),140)});process.stdout.write(u.stdout);process.stderr.write(u.stderr);process.exitCode=u.exitCode;
