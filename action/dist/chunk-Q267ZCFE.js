var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="4835e4814a2c44c10669";export{o as a,r as b};
