#!/usr/bin/env node
import{a as r}from"./chunk-GN2BGEDS.js";import"./chunk-3RNHDNP5.js";import O from"node:module";var m={diff:async()=>(await import("./diff-YPYVHNGR.js")).diff,check:async()=>(await import("./check-UROYSCVY.js")).check,scan:async()=>(await import("./scan-G7WNDEOY.js")).scan,explain:async()=>(await import("./explain-A2HR5F56.js")).explain,eval:async()=>{let[{evalCommand:t},{machineOf:n}]=await Promise.all([import("./eval-LPFOBM4M.js"),import("./machine-HRPGVIPE.js")]);return t(n(process))},init:async()=>(await import("./init-H5YYKOHY.js")).init,import:async()=>(await import("./import-GCRBS2F5.js")).importCommand,prices:async()=>(await import("./prices-ETIVGZPH.js")).prices,tokens:async()=>{let[{tokensCommand:t},{streamsOf:n}]=await Promise.all([import("./tokens-5MNCKE2U.js"),import("./streams-GO54YQOK.js")]);return t(n(process))},bench:async()=>{let[{benchCommand:t},{worldOf:n}]=await Promise.all([import("./bench-HY6VACIJ.js"),import("./world-ROD5R5TA.js")]);return t(n(process))}};async function C(t,n){let[s="help",...e]=t,i=Object.hasOwn(m,s)?m[s]:void 0;if(i===void 0)return g(s);let o=await i();if(e.includes("--help")||e.includes("-h"))return d(`unitcost ${o.usage}

${o.help}
`);try{return await o.run(e,n)}catch(a){return x(a,e,n)}}var d=t=>({stdout:t,stderr:"",exitCode:0});async function g(t){if(t==="--version"||t==="-v"){let{version:o}=await import("./version-AZJW2TIG.js");return d(`${o}
`)}let n=await Promise.all(Object.values(m).map(o=>o())),s=Math.max(...n.map(({usage:o})=>o.length)),i=`unitcost: what one inference request costs before and after a change

${n.map(({usage:o,summary:a})=>`  ${o.padEnd(s)}  ${a}`).join(`
`)}

\`unitcost COMMAND --help\` says more.
`;return["help","--help","-h"].includes(t)?d(i):{stdout:"",stderr:`error: there is no command \`${t}\`

${i}`,exitCode:2}}async function x(t,n,s){let{notJudged:e}=await import("./build-KBUFVCK2.js"),i=t instanceof r?t:k(t),o=e(i),{notJudgedText:a}=await import("./error-BLQAFYLT.js"),w=a(o,{color:s.color,width:s.width}),h=n.some((p,y)=>p==="--format=json"||p==="json"&&n[y-1]==="--format"),{json:f}=await import("./json-JE6NF6AN.js");return{stdout:h?f(o):"",stderr:w,exitCode:2}}function k(t){let n=t instanceof Error?t.stack??t.message:String(t);return new r("bug",`unitcost failed: ${n}`,"This is a bug in unitcost. Please report it with the command and this text.")}O.enableCompileCache?.();var{env:c,stdout:l}=process,u=await C(process.argv.slice(2),{cwd:process.cwd(),env:c,today:new Date().toISOString().slice(0,10),color:l.isTTY&&!c.NO_COLOR&&c.TERM!=="dumb",width:Math.min(Math.max(l.columns||100,60),140)});process.stdout.write(u.stdout);process.stderr.write(u.stderr);process.exitCode=u.exitCode;
