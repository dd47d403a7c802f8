var u=r=>`${e(JSON.stringify(r,null,2))}
`,e=r=>r.replaceAll("##[","#\\u0023[").replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,t=>`\\u${t.charCodeAt(0).toString(16).padStart(4,"0")}`);export{u as a};
